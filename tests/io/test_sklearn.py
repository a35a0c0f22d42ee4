"""Fitted models of scikit-learn are their networks, exactly."""

import warnings

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

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
