"""Test data: only required fields; traits name states."""

from hashlib import blake2b
from uuid import uuid4

import factory

from accounts.tests.factories import UserFactory
from saaska import files
from saaska.documents.models import DesignSource, DesignVersion, Photo, Template
from saaska.documents.tests.picture_files import portrait


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


class DesignSourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DesignSource

    digest = factory.LazyFunction(uuid4)
    files = factory.LazyFunction(lambda: {"pdf/resume/design/document.css": "h1 { color: black }"})


class DesignVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DesignVersion

    template = factory.SubFactory(TemplateFactory)
    number = factory.Sequence(lambda n: n + 1)
    source = factory.SubFactory(DesignSourceFactory)
    config = factory.LazyFunction(lambda: {"layout": "modern"})


class PhotoFactory(factory.django.DjangoModelFactory):
    """A photo with its file, as if it had been uploaded. `jpeg` are its bytes."""

    class Meta:
        model = Photo

    user = factory.SubFactory(UserFactory)
    jpeg = factory.LazyFunction(portrait)
    width, height = 480, 600

    @classmethod
    def _create(cls, model_class, *args, jpeg, **columns):
        digest = blake2b(jpeg, digest_size=16).hexdigest()
        photo = super()._create(model_class, *args, digest=digest, size=len(jpeg), **columns)
        files.keep(photo.key, jpeg)
        return photo
