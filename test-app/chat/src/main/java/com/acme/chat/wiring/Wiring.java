package com.acme.chat.wiring;

import java.util.Arrays;
import java.util.Locale;

/** The state of the migration that the service runs in. */
public enum Wiring {
    LEGACY,
    DUAL,
    CANONICAL;

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException names what is allowed
     */
    public static Wiring parse(String text) {
        for (Wiring wiring : values()) {
            if (wiring.name().toLowerCase(Locale.ROOT).equals(text)) {
                return wiring;
            }
        }
        throw new IllegalArgumentException("chat.wiring is '" + text + "'; allowed are "
                + Arrays.toString(values()).toLowerCase(Locale.ROOT));
    }

    public Delivery delivery() {
        return switch (this) {
            case LEGACY -> new LegacyDelivery();
            case DUAL -> new DualDelivery();
            case CANONICAL -> new CanonicalDelivery();
        };
    }
}
