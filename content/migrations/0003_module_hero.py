import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0002_frozen_is_never_updated'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.AddField(
            model_name='modulepage',
            name='hero',
            field=models.ForeignKey(blank=True, help_text='Wide, calm, without text in it. A place rather than a face.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture at the top'),
        ),
        migrations.AddField(
            model_name='modulepage',
            name='hero_alt',
            field=models.CharField(blank=True, help_text='One sentence that says what the picture shows, for who cannot see it. A drawing that is only there for its looks needs one here too.', max_length=250, verbose_name='description of the picture'),
        ),
    ]
