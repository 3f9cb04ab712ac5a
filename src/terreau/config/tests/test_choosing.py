from __future__ import annotations

import pytest

from terreau.config.choosing import NoSuchTerritoryError, territory_meant


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "99999",
        "2A999",
        "'; DROP TABLE needs_need; --",
        "0" * 5000,
        "../../etc/passwd",
        "\x00",
        "",
        "🌱",
        "R",
    ],
)
def test_a_forged_code_or_name_is_refused_in_words(words: str) -> None:
    with pytest.raises(NoSuchTerritoryError) as refused:
        territory_meant(words)
    assert "n’est ni le code ni le nom d’un territoire" in str(refused.value)
    assert len(str(refused.value)) < 200
