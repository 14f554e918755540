"""Test data: only required fields; traits name states."""

import factory

from saaska.documents.models import Template


class TemplateFactory(factory.django.DjangoModelFactory):
    """A résumé's design; its slug is not one of the designs the product comes with."""

    class Meta:
        model = Template

    class Params:
        letter = factory.Trait(type=Template.Type.COVER_LETTER)
        premium = factory.Trait(is_premium=True)
        retired = factory.Trait(is_active=False)

    name = factory.Sequence(lambda n: f"Design {n}")
    type = Template.Type.RESUME
    slug = factory.Sequence(lambda n: f"design-{n}")
    config = factory.LazyFunction(lambda: {"layout": "modern"})
