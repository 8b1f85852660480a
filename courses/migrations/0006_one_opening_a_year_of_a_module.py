import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_fill_modules_and_dates")]

    operations = [
        migrations.RemoveField(model_name="programme", name="module"),
        migrations.AlterField(
            model_name="programmeyear",
            name="module",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="content.modulepage"
            ),
        ),
        migrations.AlterField(model_name="assignment", name="unmoved_due", field=models.DateField()),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__gte", models.F("unmoved_due"))), name="absence_moves_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeyear",
            constraint=models.UniqueConstraint(fields=("programme", "module", "year"), name="one_opening_a_year"),
        ),
    ]
