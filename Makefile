# Each target is one command of scripts/make.py, which works without make, too.
PYTHON ?= python3

.DEFAULT_GOAL := site
.PHONY: site serve test check bench lighthouse clean lock

site serve test check bench lighthouse clean lock:
	@$(PYTHON) scripts/make.py $@
