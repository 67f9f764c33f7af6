from django.conf import settings
from django.db import migrations, models

import core.clock


class Migration(migrations.Migration):
    """The table is made anew: no release has filled it."""

    dependencies = [
        ('assessments', '0003_seal_rounds'),
        ('practices', '0003_search'),
        ('regions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name='Mark'),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('interested', 'Interested'), ('not_for_us', 'Not for us'), ('ask_at_home', 'Ask at home')], max_length=12, verbose_name='kind')),
                ('reason_kind', models.CharField(blank=True, choices=[('no_need', 'We do not have this problem'), ('have_it', 'We have it already'), ('legal_power', 'Missing legal power'), ('rules', 'Aid or procurement rules'), ('money', 'No money in reach'), ('staff', 'No staff or skills'), ('nobody', 'Nobody to run it'), ('partners', 'Our partners are not ready'), ('politics', 'No political support'), ('time', 'Not enough time'), ('other', 'Another reason')], max_length=20, verbose_name='reason')),
                ('at', models.DateTimeField(default=core.clock.now, editable=False)),
                ('practice', models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='marks', to='practices.practice')),
                ('region', models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='marks', to='regions.region')),
                ('user', models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='marks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'constraints': [models.UniqueConstraint(fields=('practice', 'region', 'user'), name='mark_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'not_for_us'), _negated=True), models.Q(('reason_kind', ''), _negated=True), _connector='OR'), name='mark_not_for_us_has_reason')],
            },
        ),
    ]
