package dev.lastcall.ledger;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Descriptors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;

/** Turns values into records, one at a time. Used under the lock of the draft or the writer that has made it. */
final class RecordEncoder {
    /** Ten strings of 4,000 bytes and what stands around them. */
    private static final int MAX = 40 * 1024 + 256;

    /** A record of the history begins no run of sites behind that many bytes. */
    private static final int HISTORY_MAX = 3_000;

    /** So many sites, of at most nine bytes each, are in a run. */
    private static final int HISTORY_RUN = 64;

    /** A record of a policy goes on in another one behind that many bytes. */
    private static final int POLICY_MAX = 32 * 1024;

    /** A record of references ends behind that many bytes. */
    private static final int REFERENCES_MAX = 2_000;

    /**
     * What takes the place of a descriptor that is too long, or none: still a descriptor, since readers refuse what is
     * not.
     */
    private static final String OTHER_METHOD = "(L…;)V";

    private static final String OTHER_FIELD = "L…;";

    private final byte[] scratch = new byte[MAX];
    private final boolean littleEndian;
    private final CRC32 crc = new CRC32();
    private String lastId = "";
    private byte[] lastIdBytes = {};
    private int length;
    private boolean hasRuns;

    RecordEncoder(ByteOrder order) {
        littleEndian = order == ByteOrder.LITTLE_ENDIAN;
    }

    @SuppressWarnings("EnumOrdinal") // the enums' order is persisted, and they say so
    void site(int number, Site site) {
        begin(LedgerLayout.SITE);
        Caller caller = site.caller();
        Target target = site.target();
        putInt(number);
        putByte(site.kind().ordinal());
        putByte(site.role().ordinal());
        putShort((site.swallowing() ? LedgerLayout.SWALLOWING : 0) | (site.ofAgent() ? LedgerLayout.OF_AGENT : 0));
        putInt(caller.line());
        text(site.rule());
        text(caller.className());
        text(caller.method());
        text(Descriptors.isOfMethod(caller.descriptor()) && fits(caller.descriptor()) ? caller.descriptor() : "");
        text(caller.source());
        text(caller.codeSource());
        text(caller.loader());
        text(target.className());
        text(target.member());
        descriptor(target.descriptor());
        end();
    }

    /**
     * The records of a rule, one after the other: the rule itself, its deprecated signatures, its canonical ones, its
     * allow entries.
     *
     * @param index of the record, from 0 on
     * @param version of the rule in this ledger; 0: it does not say
     * @return false if there is no such record, and none was made
     */
    boolean rule(RuleInfo rule, int index, int version) {
        List<String> deprecated = rule.deprecated();
        List<String> canonical = rule.canonical();
        List<AllowInfo> allow = rule.allow();
        int at = index - 1;
        if (at < 0) {
            rule(rule, version);
        } else if (at < deprecated.size()) {
            signature(rule.id(), LedgerLayout.DEPRECATED, deprecated.get(at));
        } else if (at < deprecated.size() + canonical.size()) {
            signature(rule.id(), LedgerLayout.CANONICAL, canonical.get(at - deprecated.size()));
        } else if (at < deprecated.size() + canonical.size() + allow.size()) {
            allow(rule.id(), allow.get(at - deprecated.size() - canonical.size()));
        } else {
            return false;
        }
        return true;
    }

    private void rule(RuleInfo rule, int version) {
        begin(LedgerLayout.RULE);
        putByte(rule.hasCanonical() ? 1 : 0);
        text(rule.id());
        text(rule.message());
        text(rule.mode());
        if (version > 0 || rule.missingIgnored()) {
            putInt(version);
        }
        if (rule.missingIgnored()) {
            putByte(1);
        }
        end();
    }

    private void signature(String rule, int role, String text) {
        begin(LedgerLayout.SIGNATURE);
        putByte(role);
        id(rule);
        text(text);
        end();
    }

    private void allow(String rule, AllowInfo entry) {
        begin(LedgerLayout.ALLOW);
        text(rule);
        text(entry.callers());
        text(entry.reason());
        text(entry.expires());
        if (!entry.owner().isEmpty()) {
            text(entry.owner());
        }
        end();
    }

    /** The policy with which a process starts: its rules have the versions 1, 2, … */
    void firstPolicy(long millis, String mode, String hash, List<RuleInfo> rules) {
        int count = beginPolicy(millis, mode, hash, rules.size(), 0);
        int ranges = 0;
        int end = 0;
        for (int from = 0; from < rules.size() && length <= POLICY_MAX; from = end) {
            String word = rules.get(from).mode();
            end = from + 1;
            while (end < rules.size() && rules.get(end).mode().equals(word)) {
                end++;
            }
            range(from + 1, end - from, LedgerLayout.modeNumber(word));
            ranges++;
        }
        putIntAt(count, ranges);
        end();
    }

    /**
     * As much of a policy as one record takes.
     *
     * @param first rule that it is to hold
     * @return the rule at which the next one is to go on; the number of rules if there is none
     */
    int policy(PolicyNote policy, int first) {
        int count = beginPolicy(policy.millis(), policy.mode(), policy.hash(), policy.rules(), first);
        int ranges = 0;
        int from = first;
        while (from < policy.rules() && length <= POLICY_MAX) {
            int end = policy.endOfRange(from);
            range(policy.version(from), end - from, policy.modeOf(from));
            ranges++;
            from = end;
        }
        putIntAt(count, ranges);
        end();
        return from;
    }

    /** Returns where the number of ranges belongs. */
    private int beginPolicy(long millis, String mode, String hash, int rules, int first) {
        begin(LedgerLayout.POLICY);
        putLong(millis);
        text(mode);
        text(hash);
        putInt(rules);
        putInt(first);
        putInt(0);
        return length - Integer.BYTES;
    }

    private void range(int firstVersion, int count, int mode) {
        putInt(firstVersion);
        putInt(count);
        putInt(mode);
    }

    private void putIntAt(int at, int value) {
        int end = length;
        length = at;
        putInt(value);
        length = end;
    }

    void clockJump(long expectedMillis, long saidMillis) {
        begin(LedgerLayout.CLOCK_JUMP);
        putLong(expectedMillis);
        putLong(saidMillis);
        end();
    }

    void standstill(long fromMillis, long untilMillis) {
        begin(LedgerLayout.STANDSTILL);
        putLong(fromMillis);
        putLong(untilMillis);
        end();
    }

    void frame(int number, PathFrame frame) {
        begin(LedgerLayout.FRAME);
        putShort(number);
        text(frame.className());
        text(frame.method());
        end();
    }

    /** @param frames whether to write them; else the flags alone */
    void path(int site, CallPath path, boolean frames, PathBook book) {
        begin(LedgerLayout.PATH);
        putInt(site);
        putLong(path.call());
        putByte((path.cut() ? PathLog.CUT : 0) | (path.inStaticInitializer() ? PathLog.STATIC_INITIALIZER : 0));
        putByte(frames ? path.frames().size() : 0);
        for (int i = 0; frames && i < path.frames().size(); i++) {
            putShort(book.number(path.frames().get(i)));
        }
        end();
    }

    void origin(CodeOrigin origin) {
        begin(LedgerLayout.ORIGIN);
        putByte(LedgerLayout.originNumber(origin.from()));
        text(origin.codeSource());
        text(origin.group());
        text(origin.artifact());
        text(origin.version());
        end();
    }

    /**
     * As much of a history as one record takes: of sites that were called since it was noted last.
     *
     * @param totals by site
     * @param first site
     * @return the site at which the next one is to go on; the number of totals if there is none
     */
    int history(History history, long nowMillis, boolean day, long[] totals, int first) {
        begin(LedgerLayout.HISTORY);
        putLong(Math.min(history.notedAt(), nowMillis));
        putLong(nowMillis);
        putByte(day ? 1 : 0);
        putByte(0);
        int count = length;
        putShort(0);
        int runs = 0;
        int behind = 0;
        int site = first;
        while (site < totals.length && length < HISTORY_MAX) {
            if (history.since(site, totals) == 0) {
                site++;
                continue;
            }
            int endOfRun = site + 1;
            while (endOfRun < totals.length && endOfRun - site < HISTORY_RUN && history.since(endOfRun, totals) > 0) {
                endOfRun++;
            }
            putVar(site - behind);
            putVar(endOfRun - site);
            for (; site < endOfRun; site++) {
                putVar(history.since(site, totals));
            }
            behind = site;
            runs++;
        }
        int end = length;
        length = count;
        putShort(runs);
        length = end;
        end();
        hasRuns = runs > 0;
        return site;
    }

    /** Whether the history that was made last has anything to say. */
    boolean hasRuns() {
        return hasRuns;
    }

    private void putVar(long value) {
        long rest = value;
        while (rest > 0x7F) {
            putByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    void dropped(long millis, String what) {
        begin(LedgerLayout.DROPPED);
        putLong(millis);
        text(what);
        end();
    }

    void blindSpot(BlindSpot spot) {
        begin(LedgerLayout.BLIND_SPOT);
        text(spot.className());
        text(spot.reason());
        end();
    }

    void change(long millis, String mode, String policyHash) {
        begin(LedgerLayout.CHANGE);
        putLong(millis);
        text(mode);
        text(policyHash);
        end();
    }

    void watch(long millis, long jvmStartedAt, int heartbeatMillis, String state, boolean attached, String reason) {
        begin(LedgerLayout.WATCH);
        putLong(millis);
        putLong(jvmStartedAt);
        putInt(heartbeatMillis);
        putByte(LedgerLayout.watchNumber(state));
        putByte(attached ? 1 : 0);
        putShort(0);
        text(reason);
        end();
    }

    void watch(WatchNote note) {
        watch(note.millis(), note.jvmStartedAt(), note.heartbeatMillis(), note.state(), note.attached(), note.reason());
    }

    void program(boolean named, String mainClass, String jar, String title) {
        begin(LedgerLayout.PROGRAM);
        putByte(named ? 1 : 0);
        text(mainClass);
        text(jar);
        text(title);
        end();
    }

    /**
     * As many references as one record takes.
     *
     * @param first that it is to hold; a record holds those of one class
     * @return the one with which the next record is to go on; the number of references if there is none
     */
    @SuppressWarnings("EnumOrdinal") // the enum's order is persisted, and it says so
    int references(List<LoadedReference> references, int first) {
        LoadedReference any = references.get(first);
        begin(LedgerLayout.REFERENCES);
        text(any.className());
        text(any.source());
        text(any.codeSource());
        int count = length;
        putShort(0);
        int next = first;
        while (next < references.size() && (next == first || length < REFERENCES_MAX)) {
            LoadedReference reference = references.get(next);
            if (!isOfSameClass(any, reference)) {
                break;
            }
            putByte(reference.kind().ordinal());
            putByte(0);
            putInt(reference.line());
            text(reference.member());
            text(reference.descriptor());
            text(reference.target());
            text(reference.targetMember());
            next++;
        }
        int end = length;
        length = count;
        putShort(next - first);
        length = end;
        end();
        return next;
    }

    private static boolean isOfSameClass(LoadedReference one, LoadedReference other) {
        return one.className().equals(other.className())
                && one.codeSource().equals(other.codeSource())
                && one.source().equals(other.source());
    }

    void moreReferences(long more) {
        begin(LedgerLayout.MORE_REFERENCES);
        putLong(more);
        end();
    }

    /** Size of the record that was made last, in bytes. */
    int length() {
        return length;
    }

    /** Copies the record that was made last; its ready word becomes visible after all the rest. */
    void copyTo(ByteBuffer buffer, int offset) {
        buffer.put(offset + LedgerLayout.RECORD_CRC, scratch, LedgerLayout.RECORD_CRC, length - 4);
        LedgerLayout.release(buffer);
        buffer.putInt(offset + LedgerLayout.READY, (LedgerLayout.READY_MARK << 16) | length);
    }

    private void begin(int type) {
        length = LedgerLayout.TYPE; // behind ready word and CRC
        putInt(type);
    }

    /** As {@link #text}, for what stands in one record after the other. */
    private void id(String rule) {
        if (!rule.equals(lastId)) {
            lastId = rule;
            lastIdBytes = LedgerLayout.utf8(rule, LedgerLayout.STRING_MAX);
        }
        bytes(lastIdBytes);
    }

    private void text(String text) {
        bytes(LedgerLayout.utf8(text, LedgerLayout.STRING_MAX));
    }

    private void bytes(byte[] bytes) {
        putShort(bytes.length);
        System.arraycopy(bytes, 0, scratch, length, bytes.length);
        length += bytes.length;
    }

    /** A class file may have any text where a descriptor belongs, as long as the JVM has not looked at it. */
    private void descriptor(String descriptor) {
        if (descriptor.startsWith("(")) {
            text(Descriptors.isOfMethod(descriptor) && fits(descriptor) ? descriptor : OTHER_METHOD);
        } else {
            text(Descriptors.isOfField(descriptor) && fits(descriptor) ? descriptor : OTHER_FIELD);
        }
    }

    private static boolean fits(String text) {
        return text.length() <= LedgerLayout.STRING_MAX / 3
                || LedgerLayout.utf8(text, Integer.MAX_VALUE - 1).length <= LedgerLayout.STRING_MAX;
    }

    private void end() {
        while (length % 8 != 0) {
            putByte(0);
        }
        crc.reset();
        crc.update(scratch, LedgerLayout.TYPE, length - LedgerLayout.TYPE);
        int end = length;
        length = LedgerLayout.RECORD_CRC;
        putInt((int) crc.getValue());
        length = end;
    }

    // a byte buffer does the same through many calls, which takes long before they are compiled

    private void putByte(int value) {
        scratch[length++] = (byte) value;
    }

    private void putShort(int value) {
        int at = length;
        scratch[at] = (byte) (littleEndian ? value : value >> 8);
        scratch[at + 1] = (byte) (littleEndian ? value >> 8 : value);
        length = at + 2;
    }

    private void putInt(int value) {
        int ordered = littleEndian ? value : Integer.reverseBytes(value);
        int at = length;
        scratch[at] = (byte) ordered;
        scratch[at + 1] = (byte) (ordered >> 8);
        scratch[at + 2] = (byte) (ordered >> 16);
        scratch[at + 3] = (byte) (ordered >> 24);
        length = at + 4;
    }

    private void putLong(long value) {
        putInt((int) (littleEndian ? value : value >> 32));
        putInt((int) (littleEndian ? value >> 32 : value));
    }
}
