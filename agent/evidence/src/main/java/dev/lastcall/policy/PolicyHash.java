package dev.lastcall.policy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A hash of what a policy makes the agent do: the id and mode of each rule, its signatures, and its callers with their
 * last days. Messages, reasons, owners, the terms of verdicts, comments, layout, order and the mode of the process do
 * not change it. It tells the policies apart that people write. It does not protect against someone who constructs two
 * with the same hash.
 *
 * <p>Each entry of each rule gives 64 bits: its CRC-32 (as in zip) and its {@link String#hashCode}, mixed by the
 * finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). The hash is
 * their sum, so that the order of entries does not matter. Sorting 10,000 signatures and computing their SHA-256 would
 * take a tenth of a second of the application's start.
 */
public final class PolicyHash {
    /** By name: {@code StandardCharsets} loads the classes of all its charsets, at each start. */
    private static final Charset UTF_8 = Charset.forName("UTF-8");

    private final CRC32 crc = new CRC32();
    /** Whether messages, reasons and owners are included. */
    private final boolean texts;

    private long sum;

    private PolicyHash(boolean texts) {
        this.texts = texts;
    }

    /** 64 bits as 16 hexadecimal digits. */
    public static String of(List<Rule> rules) {
        return hash(rules, false);
    }

    /** The same, with messages, reasons and owners: if it is equal, a changed file needs no action at all. */
    public static String withTexts(List<Rule> rules) {
        return hash(rules, true);
    }

    private static String hash(List<Rule> rules, boolean texts) {
        PolicyHash hash = new PolicyHash(texts);
        for (Rule rule : rules) {
            hash.rule(rule);
        }
        String digits = Long.toHexString(hash.sum);
        return "0000000000000000".substring(digits.length()) + digits;
    }

    private void rule(Rule rule) {
        long id = bits(rule.id());
        add(id, 1, bits(rule.mode().label()));
        if (texts) {
            add(id, 2, bits(rule.message()));
        }
        signatures(id, 3, rule.deprecated());
        signatures(id, 4, rule.canonical());
        for (AllowEntry entry : rule.allow()) {
            String expires = entry.expires() == null ? null : entry.expires().toString();
            long bits = scatter(bits(entry.text()) + 1);
            if (texts) {
                bits = scatter(bits + bits(entry.reason()));
                bits = scatter(bits + bits(entry.owner()));
            }
            add(id, 5, bits + bits(expires));
        }
    }

    private void signatures(long id, int list, List<Signature> signatures) {
        for (int i = 0; i < signatures.size(); i++) {
            Signature signature = signatures.get(i);
            long bits = bits(signature.text());
            add(id, list, !texts || signature.message() == null ? bits : scatter(bits) + bits(signature.message()));
        }
    }

    private void add(long id, int list, long entry) {
        sum += scatter(scatter(id + list) + entry);
    }

    private long bits(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        byte[] bytes = text.getBytes(UTF_8);
        crc.reset();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue() << 32 | (text.hashCode() & 0xffff_ffffL);
    }

    private static long scatter(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
