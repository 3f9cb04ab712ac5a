"""Forms as the page frame shows them: label, hint, what is wrong, then the field, tied together."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class FrameRenderer(DjangoTemplates):
    """`{{ form }}` and `{{ form.name.as_field_group }}` with the templates of the frame.

    The summary of errors is not part of it: a page shows it once, above the form, with
    `{% include "foundation/form_errors.html" with form=form %}`.
    """

    form_template_name = "foundation/form.html"
    field_template_name = "foundation/field.html"
