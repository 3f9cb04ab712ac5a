from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "terreau.recognition"
    label = "recognition"
    verbose_name = "Reconnaissance"

    def ready(self) -> None:
        from terreau.foundation.slots import public_sets, safe_again
        from terreau.recognition import formats, signals, tasks
        from terreau.recognition.slots import register

        register()
        public_sets.register(formats.public_sets, weight=50)
        safe_again.register(tasks.again_without_harm)
        signals.awards_to_tell.connect(tasks.tell, weak=False)
        signals.batch_confirmed.connect(tasks.start, weak=False)
