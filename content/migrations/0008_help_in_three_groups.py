import wagtail.fields
from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStructChildrenOperation


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0007_information_shows_figures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='helppage',
            name='situations',
            field=wagtail.fields.StreamField([('situation', 9)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'situation', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'help_text': 'The one thing to do before anything else, in one sentence or two. It stands there in large type.', 'label': 'first', 'required': False}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'step'}), 3: ('wagtail.blocks.ListBlock', (2,), {'label': 'steps for now', 'max_num': 10, 'min_num': 1}), 4: ('wagtail.blocks.ListBlock', (2,), {'default': [], 'label': 'steps for today', 'max_num': 10}), 5: ('wagtail.blocks.ListBlock', (2,), {'default': [], 'label': 'steps for this week', 'max_num': 10}), 6: ('content.blocks.CheckBlock', (), {}), 7: ('wagtail.blocks.RegexBlock', ('^[a-z0-9-]*$',), {'error_messages': {'invalid': 'Only small letters, digits and hyphens.'}, 'help_text': 'A drawing that comes with the software, by its name. None of that name: no drawing.', 'label': 'drawing', 'max_length': 60, 'required': False}), 8: ('wagtail.blocks.RegexBlock', ('^[a-z0-9-]+$',), {'error_messages': {'invalid': 'Only small letters, digits and hyphens.'}, 'help_text': 'The end of its address, such as “brief-of-huis”. Leave it as it is: links may lead here.', 'label': 'key', 'max_length': 60}), 9: ('wagtail.blocks.StructBlock', [[('title', 0), ('first', 1), ('now', 3), ('today', 4), ('week', 5), ('to_check', 6), ('drawing', 7), ('key', 8)]], {})}, verbose_name='situations'),
        ),
        # all steps of before are for now; in the page, and in every draft and earlier version of it
        MigrateStreamData(
            'content',
            'HelpPage',
            'situations',
            [(RenameStructChildrenOperation(old_name='steps', new_name='now'), 'situation')],
        ),
    ]
