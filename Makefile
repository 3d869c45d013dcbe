# Observatoire local de la tranquillité publique : une extension de QGIS.
.DEFAULT_GOAL := help
PYTHON := build/venv/bin/python
BENCH := PYTHONPATH=$(CURDIR):/usr/share/qgis/python/plugins
RUN := QT_QPA_PLATFORM=offscreen PATH=$(CURDIR)/build/venv/bin:/usr/bin:/bin
VERSION := $(shell sed -n 's/^version=//p' metadata.txt)

.PHONY: help demo test lint bench package i18n dev clean setup

help: ## Affiche cette aide
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: ## Installe QGIS si besoin, puis fait tout le chemin sur la ville d'exemple, dans build/demo/
	@sh .ci/setup.sh demo
	@sh .ci/dev.sh
	@/usr/bin/python3 resources/sample/demo.py build/demo

test: setup ## Installe QGIS et les outils de développement si besoin, puis lance tous les tests
	$(RUN) $(PYTHON) -m pytest

setup:
	@sh .ci/setup.sh test
	@sh .ci/dev.sh

lint: setup ## Style, types, compatibilité
	build/venv/bin/ruff check .
	build/venv/bin/mypy

bench: setup ## Mesure temps et mémoire, côte à côte avec ce qu'un utilisateur emploierait sinon
	$(RUN) $(BENCH) $(PYTHON) benchmarks/hotspot_grid.py
	@build/venv-pysal/bin/python -c 'import esda, numba, sklearn' 2>/dev/null || { \
	  /usr/bin/python3 -m venv build/venv-pysal && build/venv-pysal/bin/pip install -q libpysal esda numba scikit-learn; }
	$(RUN) $(BENCH) $(PYTHON) benchmarks/hotspot_statistics.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/hotspot_growth.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/false_alarms.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/near_repeat.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/emerging.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/patterns.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/startup.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/read_sheets.py
	$(RUN) $(BENCH) $(PYTHON) benchmarks/import_partner_file.py
	@sh .ci/addok.sh build/addok || echo "addok ne s'installe pas ici : les adresses sont mesurées sans lui."
	$(RUN) $(BENCH) $(PYTHON) benchmarks/geocoding.py

package: ## Fabrique dist/oltp_qgis_plugin-VERSION.zip, des seuls fichiers commités
	@sh .ci/package.sh dist/oltp_qgis_plugin-$(VERSION).zip

i18n: ## Rafraîchit les traductions
	@sh .ci/translations.sh update

dev: ## Relie ce dossier au profil QGIS de l'utilisateur (OLTP_PROFILE pour un autre profil)
	@sh .ci/dev.sh "$${OLTP_PROFILE:-$${XDG_DATA_HOME:-$$HOME/.local/share}/QGIS/QGIS3/profiles/default}"

clean: ## Efface ce qui a été fabriqué
	rm -rf build dist
