/* Make the index of another search library: node peers.mjs NODE_MODULES LIBRARY RECORDS FOLDER

   RECORDS is a JSON file with an array of { id, url, title, text }. What a browser needs is written into FOLDER. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, library, file, folder] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(modules, path)).href);
const records = JSON.parse(readFileSync(file, "utf-8"));

async function makePagefind() {
  const { createIndex, close } = await load("pagefind/lib/index.js");
  const { index } = await createIndex({ forceLanguage: "en" });
  for (const { url, title, text } of records) {
    const content = title ? `${title}. ${text}` : text;
    const { errors } = await index.addCustomRecord({ url, content, language: "en", meta: { title } });
    if (errors.length) throw new Error(errors.join("; "));
  }
  await index.writeFiles({ outputPath: join(folder, "pagefind") });
  await close();
}

async function makeMiniSearch() {
  const { default: MiniSearch } = await load("minisearch/dist/es/index.js");
  const index = new MiniSearch({ fields: ["title", "text"], storeFields: ["url", "title", "text"] });
  index.addAll(records);
  writeFileSync(join(folder, "index.json"), JSON.stringify(index));
}

await { pagefind: makePagefind, minisearch: makeMiniSearch }[library]();
