"""Names in daily use that no official list holds; ours, kept short: only where people say little else."""

USAGES = {
    "R11": ("IDF", "région parisienne"),
    "R27": ("BFC",),
    "R32": ("HDF",),
    "R84": ("AURA", "ARA"),
    "R93": ("PACA", "Région Sud"),
    "984": ("TAAF",),
    "200046977": ("Grand Lyon",),
    "200093201": ("MEL", "Lille Métropole"),
    "200054781": ("MGP",),
    "200054807": ("AMP",),
    "200040715": ("La Métro",),
}
