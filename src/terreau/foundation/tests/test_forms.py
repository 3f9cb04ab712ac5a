"""Forms as the frame shows them."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string


class Question(forms.Form):
    title = forms.CharField(label="Titre", help_text="Une phrase.")
    story = forms.CharField(label="Récit", required=False)
    kind = forms.ChoiceField(label="Pour qui", choices=[("me", "Moi")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="J’ai lu", help_text="Tout.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        self.add_error(None, "Rien ne va ensemble.")


def test_hint_and_error_are_tied_to_their_field() -> None:
    form = Question({"agree": "on"})
    shown = str(form)
    assert 'aria-describedby="id_title_helptext id_title_error"' in shown
    assert '<p class="hint" id="id_title_helptext">Une phrase.</p>' in shown
    assert '<p class="error" id="id_title_error">' in shown


def test_only_what_is_optional_is_said() -> None:
    shown = str(Question())
    assert "Récit <small>(facultatif)</small></label>" in shown
    assert shown.count("facultatif") == 1


def test_choices_stand_in_a_group_with_its_legend() -> None:
    assert "<fieldset><legend>Pour qui</legend>" in str(Question())


def test_a_box_to_tick_has_its_label_after_it() -> None:
    shown = str(Question()["agree"].as_field_group())
    assert shown.index("<input") < shown.index("<label")
    assert 'id="id_agree_helptext"' in shown


def test_hidden_fields_travel_with_the_form() -> None:
    assert 'type="hidden" name="token"' in str(Question())


def test_the_summary_links_to_each_field_to_mend_and_says_what_is_wrong_with_the_whole() -> None:
    form = Question({"kind": "dragon", "agree": "on"})
    shown = render_to_string("foundation/form_errors.html", {"form": form})
    assert 'role="alert"' in shown
    assert '<a href="#id_title">Titre</a>' in shown
    assert '<a href="#id_kind">Pour qui</a>' in shown
    assert "<li>Rien ne va ensemble.</li>" in shown
    assert "id_story" not in shown


def test_a_form_without_fault_has_no_summary() -> None:
    assert not render_to_string("foundation/form_errors.html", {"form": Question()}).strip()
