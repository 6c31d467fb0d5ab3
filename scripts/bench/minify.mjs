/* Write a script as small as a site would have it: node minify.mjs NODE_MODULES SCRIPT TARGET */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, script, target] = process.argv.slice(2);
const { default: esbuild } = await import(pathToFileURL(join(modules, "esbuild/lib/main.js")).href);
const { code } = await esbuild.transform(readFileSync(join(modules, script), "utf-8"), { minify: true });
writeFileSync(target, code);
