import pytest

API = {
    "assign_territories": {"INPUT", "TERRITORIES", "CODE_FIELD", "TOLERANCE", "OUTPUT"},
    "clusters": {"INCIDENTS", "STUDY_AREA", "MIN_POINTS", "RADIUS", "RUNS", "SEED", "OUTPUT", "MEMBERS"},
    "concentration": {"INPUT", "FIELD", "INCIDENTS", "CELL_SIZE", "STUDY_AREA", "DISTANCE", "OUTPUT", "CHART"},
    "build_address_index": {"INPUT", "PLACES", "OUTPUT"},
    "create_observatory": {"OUTPUT", "CRS"},
    "emerging_hotspots": {"INCIDENTS", "DATE_FIELD", "STEP", "CELL_SIZE", "STUDY_AREA", "START", "END", "OUTPUT"},
    "export_atlas": {"STORE", "GROUPS", "OUTPUT"},
    "hotspot_change": {
        "BEFORE", "AFTER", "GRID", "CELL_SIZE", "STUDY_AREA", "EXPOSURE_BEFORE", "EXPOSURE_AFTER", "OUTPUT",
    },
    "hotspot_grid": {
        "INCIDENTS", "STUDY_AREA", "GRID", "CELL_SIZE", "CELL_TYPE", "BANDWIDTH", "RINGS", "DISTANCE_BAND", "WEIGHT",
        "DATE_FIELD", "START", "END", "CATEGORY_FIELD", "CATEGORIES", "EXPOSURE", "EXPOSURE_FIELD", "MIN_EXPOSURE",
        "PERMUTATIONS", "SEED", "ROBUSTNESS", "OUTPUT", "RASTER", "SUMMARY_HTML", "SUMMARY_JSON",
    },
    "hotspots_by_territory": {
        "INCIDENTS", "TERRITORIES", "CODE_FIELD", "NAME_FIELD", "POPULATION_FIELD", "STUDY_AREA", "RING", "HOTSPOTS",
        "EXPOSURE", "EXPOSURE_FIELD", "OUTPUT", "LIST",
    },
    "hit_rate": {"INCIDENTS", "DATE_FIELD", "SPLIT", "STUDY_AREA", "METHOD", "AREA_SHARE", "OUTPUT", "CELLS", "CHART"},
    "geocode_addresses": {
        "INPUT", "ADDRESS", "NUMBER", "STREET", "POSTCODE", "CITY", "INDEX", "MIN_SCORE", "OUTPUT",
    },
    "geocode_incidents": {"STORE", "INDEX", "MIN_SCORE"},
    "import_partner_file": {"INPUT", "PROFILE", "STORE", "SHEET", "PARTNER", "DRY_RUN", "REFUSED_TABLE"},
    "labels_to_qualify": {"STORE", "OUTPUT"},
    "local_moran": {"INPUT", "FIELD", "CONTIGUITY", "DISTANCE", "PERMUTATIONS", "SEED", "OUTPUT"},
    "nearest_neighbour_index": {"INCIDENTS", "STUDY_AREA"},
    "near_repeat": {
        "INCIDENTS", "DATE_FIELD", "DISTANCE_BANDS", "DAY_BANDS", "METRIC", "RUNS", "SEED", "OUTPUT", "PAIRS",
    },
    "recode_label": {"STORE", "LABEL", "CATEGORY", "PARTNER"},
    "retry_refused": {"STORE", "BATCH", "INPUT"},
    "source_quality": {"STORE", "OUTPUT"},
    "style_by_category": {"INPUT"},
    "style_by_time_slot": {"INPUT", "SLOTS"},
    "undo_geocoding": {"STORE"},
    "undo_import": {"STORE", "BATCH"},
}
RESULTS = {
    "local_moran": {"GLOBAL_I", "GLOBAL_P", "OUTPUT"},
    "nearest_neighbour_index": {"NNI", "Z_SCORE", "P_VALUE", "OBSERVED", "EXPECTED"},
    "clusters": {"CLUSTERS", "EXPECTED", "P_VALUE", "RADIUS_USED", "MIN_POINTS_USED"},
    "hit_rate": {"PAI", "PEI", "RRI", "HIT_RATE", "SPLIT_USED"},
    "concentration": {"GINI", "GINI_ADJUSTED", "GINI_BY_CHANCE", "UNITS_FOR_80", "TOP_20", "PLACES", "EVENTS"},
    "hotspot_change": {"N_BEFORE", "N_AFTER", "INCREASES", "DECREASES"},
    "emerging_hotspots": {"STEPS", "INCIDENTS_USED", "CUBE"},
    "near_repeat": {"INCIDENTS_USED", "PAIRS", "CHART"},
}
IMPORT_OUTPUTS = {
    "ROWS_READ", "ROWS_IMPORTED", "ROWS_UPDATED", "ROWS_KNOWN", "ROWS_REFUSED", "ROWS_IGNORED", "BATCH",
}  # fmt: skip


@pytest.mark.parametrize("name", API)
def test_public_ids_and_parameter_names_stay(provider, name):
    algorithm = provider.algorithm(name)
    assert algorithm is not None
    assert {definition.name() for definition in algorithm.parameterDefinitions()} >= API[name]


def test_the_outputs_of_an_import_stay(provider):
    outputs = {output.name() for output in provider.algorithm("import_partner_file").outputDefinitions()}
    assert outputs >= IMPORT_OUTPUTS


@pytest.mark.parametrize("name", RESULTS)
def test_the_results_of_a_statistic_stay(provider, name):
    outputs = {output.name() for output in provider.algorithm(name).outputDefinitions()}
    assert outputs >= RESULTS[name]


def test_every_algorithm_and_parameter_has_a_help(provider):
    lacking = []
    for algorithm in provider.algorithms():
        if not algorithm.shortHelpString():
            lacking.append(algorithm.id())
        for definition in algorithm.parameterDefinitions():
            if algorithm.groupId() != "models" and not definition.help():
                lacking.append(f"{algorithm.id()} {definition.name()}")
    assert not lacking


def test_every_algorithm_has_a_name_a_group_and_an_icon(provider):
    for algorithm in provider.algorithms():
        assert algorithm.displayName() and algorithm.group(), algorithm.id()
        assert not algorithm.icon().isNull(), algorithm.id()


def test_every_algorithm_may_be_made_again(provider):
    for algorithm in provider.algorithms():
        assert algorithm.create().id() == algorithm.id()


def test_the_model_of_the_whole_chain_is_in_the_toolbox(provider):
    assert provider.algorithm("chaine_complete") is not None
