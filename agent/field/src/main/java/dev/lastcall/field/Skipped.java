package dev.lastcall.field;

/** A case can't be done here; the message says why. */
final class Skipped extends Exception {
    Skipped(String reason) {
        super(reason);
    }
}
