import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0003_module_hero'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('danger', wagtail.fields.RichTextField(help_text='Stands beside 112, above everything else and in the panel on every page. One or two sentences.', verbose_name='in danger')),
                ('intro', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('situations', wagtail.fields.StreamField([('situation', 4)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'situation', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'step'}), 2: ('wagtail.blocks.ListBlock', (1,), {'label': 'steps', 'max_num': 10, 'min_num': 1}), 3: ('wagtail.blocks.RegexBlock', ('^[a-z0-9-]+$',), {'error_messages': {'invalid': 'Only small letters, digits and hyphens.'}, 'help_text': 'The end of its address, such as “brief-of-huis”. Leave it as it is: links may lead here.', 'label': 'key', 'max_length': 60}), 4: ('wagtail.blocks.StructBlock', [[('title', 0), ('steps', 2), ('key', 3)]], {})}, verbose_name='situations')),
                ('numbers', wagtail.fields.StreamField([('number', 6)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'who answers', 'max_length': 120}), 1: ('wagtail.blocks.RegexBlock', ('^[+(]?[0-9][0-9 ().-]*$',), {'error_messages': {'invalid': 'Type a telephone number, such as 070 - 373 83 14.'}, 'label': 'telephone number', 'max_length': 30}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as “dag en nacht”.', 'label': 'when available', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'good to know', 'max_length': 250, 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who sees to it that this number is right, such as “de redactie”.', 'label': 'owner', 'max_length': 80}), 5: ('content.help.blocks.VerifiedOnBlock', (), {'help_text': 'The day on which somebody called it.', 'label': 'checked on'}), 6: ('wagtail.blocks.StructBlock', [[('name', 0), ('number', 1), ('available', 2), ('note', 3), ('owner', 4), ('verified_on', 5)]], {})}, help_text='They stand on the help page and in the panel on every page. After 180 days you are asked again.', verbose_name='numbers')),
            ],
            options={
                'verbose_name': 'help page',
            },
            bases=('wagtailcore.page',),
        ),
    ]
