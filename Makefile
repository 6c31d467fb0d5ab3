# Each target runs the command of the same name in scripts/make.py, which also works without make.
PYTHON ?= python3

.DEFAULT_GOAL := site
.PHONY: site serve test check bench fuzz lighthouse tasks messages clean lock

site serve test check bench fuzz lighthouse tasks messages clean lock:
	@$(PYTHON) scripts/make.py $@
