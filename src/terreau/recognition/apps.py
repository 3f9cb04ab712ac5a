from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "terreau.recognition"
    label = "recognition"
    verbose_name = "Reconnaissance"

    def ready(self) -> None:
        from terreau.recognition import signals, tasks
        from terreau.recognition.slots import register

        register()
        signals.awards_to_tell.connect(tasks.tell, weak=False)
        signals.batch_confirmed.connect(tasks.start, weak=False)
