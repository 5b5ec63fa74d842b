package dev.lastcall.policy;

/**
 * SHA-256 (FIPS 180-4). {@code java.security.MessageDigest} loads more than 200 classes and costs 20 to 30 ms at the
 * start of a process; this costs less than one.
 */
final class Sha256 {
    private static final String DIGITS = "0123456789abcdef";

    private final int[] constants = new int[64];
    private final int[] state = new int[8];
    private final int[] words = new int[64];

    /** FIPS 180-4 §4.2.2 and §5.3.3: fractional parts of the cube and square roots of the first primes. */
    private Sha256() {
        int prime = 2;
        for (int i = 0; i < constants.length; i++) {
            constants[i] = fraction(Math.cbrt(prime));
            if (i < state.length) {
                state[i] = fraction(Math.sqrt(prime));
            }
            prime = nextPrime(prime);
        }
    }

    static String hex(byte[] message) {
        Sha256 hash = new Sha256();
        byte[] padded = padded(message);
        for (int at = 0; at < padded.length; at += 64) {
            hash.block(padded, at);
        }
        StringBuilder hex = new StringBuilder(64);
        for (int word : hash.state) {
            for (int shift = 28; shift >= 0; shift -= 4) {
                hex.append(DIGITS.charAt(word >>> shift & 15));
            }
        }
        return hex.toString();
    }

    private static byte[] padded(byte[] message) {
        byte[] padded = new byte[(message.length + 8) / 64 * 64 + 64];
        System.arraycopy(message, 0, padded, 0, message.length);
        padded[message.length] = (byte) 0x80;
        long bits = message.length * 8L;
        for (int i = 1; i <= 8; i++) {
            padded[padded.length - i] = (byte) bits;
            bits >>>= 8;
        }
        return padded;
    }

    private void block(byte[] bytes, int from) {
        for (int i = 0; i < 16; i++) {
            int at = from + 4 * i;
            words[i] =
                    bytes[at] << 24 | (bytes[at + 1] & 255) << 16 | (bytes[at + 2] & 255) << 8 | (bytes[at + 3] & 255);
        }
        for (int i = 16; i < 64; i++) {
            words[i] = words[i - 16] + words[i - 7] + small(words[i - 15], 7, 18, 3) + small(words[i - 2], 17, 19, 10);
        }
        rounds();
    }

    private void rounds() {
        int[] s = state.clone();
        for (int i = 0; i < 64; i++) {
            int choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
            int majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
            int first = s[7] + big(s[4], 6, 11, 25) + choice + constants[i] + words[i];
            int second = big(s[0], 2, 13, 22) + majority;
            System.arraycopy(s, 0, s, 1, 7);
            s[4] += first;
            s[0] = first + second;
        }
        for (int i = 0; i < 8; i++) {
            state[i] += s[i];
        }
    }

    private static int small(int x, int a, int b, int shift) {
        return Integer.rotateRight(x, a) ^ Integer.rotateRight(x, b) ^ x >>> shift;
    }

    private static int big(int x, int a, int b, int c) {
        return Integer.rotateRight(x, a) ^ Integer.rotateRight(x, b) ^ Integer.rotateRight(x, c);
    }

    /** The first 32 bits of the fraction; a double holds more than that of these roots, the largest being below 18. */
    private static int fraction(double root) {
        return (int) (long) ((root - Math.floor(root)) * 0x1p32);
    }

    private static int nextPrime(int after) {
        int candidate = after + 1;
        for (int divisor = 2; divisor * divisor <= candidate; divisor++) {
            if (candidate % divisor == 0) {
                candidate++;
                divisor = 1;
            }
        }
        return candidate;
    }
}
