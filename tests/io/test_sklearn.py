"""Fitted models of scikit-learn are their networks, exactly."""

import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.compose import TransformedTargetRegressor
from sklearn.decomposition import PCA
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    RobustScaler,
    StandardScaler,
)

from relu_proofs import InputError, from_sklearn

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])


def fitted(kind, labels, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that few iterations do not converge
        return kind(hidden_layer_sizes=(5, 4), max_iter=40, random_state=0, **options).fit(
            XOR, labels
        )


@pytest.mark.parametrize("activation", ["relu", "identity"])
@pytest.mark.parametrize("labels", [[0, 1, 1, 0], [[0, 1], [1, 2], [1, 3], [0, 4]]])
def test_a_fitted_regressor_is_its_network(activation, labels):
    fit = fitted(MLPRegressor, labels, activation=activation)
    network = from_sklearn(fit)
    assert network.widths == ((5, 4) if activation == "relu" else ())
    ours = [[float(value) for value in network.evaluate(x)] for x in XOR]
    np.testing.assert_allclose(np.squeeze(ours), fit.predict(XOR), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("labels", [[0, 1, 1, 0], [0, 1, 2, 3]])
def test_a_fitted_classifier_is_its_network_up_to_the_logits(labels):
    fit = fitted(MLPClassifier, labels)
    logits = np.array([[float(v) for v in from_sklearn(fit).evaluate(x)] for x in XOR])
    ours = (
        1 / (1 + np.exp(-logits[:, 0]))
        if len(set(labels)) == 2
        else np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    )
    theirs = fit.predict_proba(XOR)
    np.testing.assert_allclose(ours, theirs[:, 1] if ours.ndim == 1 else theirs, rtol=1e-12)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: fitted(MLPRegressor, [0, 1, 1, 0], activation="tanh"), "'tanh'"),
        (lambda: fitted(MLPClassifier, [0, 1, 1, 0], activation="logistic"), "'logistic'"),
        (lambda: fitted(MLPRegressor, [0, 1, 1, 0], loss="poisson"), "'exp'"),
        (MLPRegressor, "fitted"),
        (dict, "dict"),
    ],
)
def test_other_models_are_refused_by_name(made, said):
    with pytest.raises(InputError, match=said):
        from_sklearn(made())


# ---- scalers around an MLP ----------------------------------------------------------------------

CHANCE = np.random.default_rng(5)
ROWS, TARGETS = CHANCE.normal(3, 2, (30, 2)), CHANCE.normal(-5, 9, 30)
BEYOND = np.concatenate([ROWS[:5], CHANCE.normal(0, 30, (5, 2))])  # where scalers clip, too
SCALERS = [
    StandardScaler(),
    StandardScaler(with_mean=False),
    StandardScaler(with_std=False),
    StandardScaler(with_mean=False, with_std=False),
    MinMaxScaler((-2, 3)),
    MinMaxScaler((-2, 3), clip=True),
    MaxAbsScaler(),
    MaxAbsScaler(clip=True),
    RobustScaler(),
    RobustScaler(with_centering=False),
    RobustScaler(with_scaling=False),
    "passthrough",
    make_pipeline(MinMaxScaler(), StandardScaler()),
]


def mlp():
    return MLPRegressor(hidden_layer_sizes=(5,), solver="lbfgs", random_state=0, max_iter=50)


def gives(model, rows=BEYOND):
    network = from_sklearn(model)
    ours = [network(row) for row in rows]
    np.testing.assert_allclose(np.array(ours, float), model.predict(rows), rtol=1e-9, atol=1e-9)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("scaler", SCALERS, ids=str)
def test_a_scaler_is_a_part_of_the_network(scaler):
    before = clone(scaler) if scaler != "passthrough" else scaler
    gives(make_pipeline(before, mlp()).fit(ROWS, TARGETS))


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize(
    "scaler", [*SCALERS[:-2], SCALERS[-1], None, FunctionTransformer()], ids=str
)
def test_a_target_is_given_in_its_own_units(scaler):
    scaler = None if scaler is None else clone(scaler)
    regressor = make_pipeline(StandardScaler(), mlp())
    gives(TransformedTargetRegressor(regressor, transformer=scaler).fit(ROWS, TARGETS))


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_classifier_stands_behind_scalers():
    model = make_pipeline(
        MinMaxScaler(), MLPClassifier(hidden_layer_sizes=(4,), random_state=0, max_iter=50)
    )
    model.fit(ROWS, TARGETS > 0)
    logits = np.array([float(from_sklearn(model)(row)) for row in BEYOND])
    np.testing.assert_allclose(1 / (1 + np.exp(-logits)), model.predict_proba(BEYOND)[:, 1])


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: make_pipeline(PCA(1), mlp()).fit(ROWS, TARGETS), "model.pca: found PCA, expected"),
        (lambda: make_pipeline(StandardScaler()).fit(ROWS), "found StandardScaler, expected a fit"),
        (lambda: make_pipeline(StandardScaler(), mlp()), "model: found no n_features_in_"),
        (
            lambda: make_pipeline(FunctionTransformer(np.log1p), mlp()).fit(abs(ROWS), TARGETS),
            "model.functiontransformer: found FunctionTransformer",
        ),
        (
            lambda: TransformedTargetRegressor(mlp(), func=np.cbrt, inverse_func=_cube).fit(
                ROWS, TARGETS
            ),
            "model.transformer_: found FunctionTransformer",
        ),
        (lambda: TransformedTargetRegressor(mlp()), "model: found no n_features_in_"),
        (lambda: type("MLPRegressor", (), {})(), "model: found MLPRegressor, expected a fitted"),
    ],
)
def test_what_no_scaler_is_is_refused(made, said):
    with pytest.raises(InputError, match=said):
        from_sklearn(made())


def _cube(x):
    return x**3
