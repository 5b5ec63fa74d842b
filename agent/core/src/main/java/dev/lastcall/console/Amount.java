package dev.lastcall.console;

/** A number of things, in words: {@code 1 rule}, {@code 2 rules}. */
public final class Amount {
    private Amount() {}

    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
