package dev.lastcall.policy;

/**
 * SHA-256 (FIPS 180-4). {@code java.security.MessageDigest} loads more than 200 classes and costs 20 to 30 ms at the
 * start of a process; this costs less than one.
 */
final class Sha256 {
    private static final String DIGITS = "0123456789abcdef";

    /** FIPS 180-4 §4.2.2. To compute them as roots of primes would load classes of the JDK. */
    private static final int[] CONSTANTS = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    /** FIPS 180-4 §5.3.3. */
    private final int[] state = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private final int[] words = new int[64];

    private Sha256() {}

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
            int first = s[7] + big(s[4], 6, 11, 25) + choice + CONSTANTS[i] + words[i];
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
}
