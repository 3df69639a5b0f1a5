# Everything about the garden
