package dev.lastcall.ledger;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.ClockJump;
import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Standstill;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Descriptors;
import dev.lastcall.policy.Role;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads logs of records and gathers what they say. For one reading. */
final class RecordDecoder {
    private static final Kind[] KINDS = Kind.values();
    private static final ReferenceKind[] REFERENCES = ReferenceKind.values();
    private static final Role[] ROLES = Role.values();

    /**
     * So many bytes are searched without success for records that only look like some. A real log has none; of noise
     * the 48 bits that make a record plausible fit now and then, and one made by hand would have each of its bytes
     * looked at 8,000 times.
     */
    private static final long VAIN_BYTES_MAX = 64L << 20;

    private final Problems problems;
    private final boolean withRules;
    private final RecordTexts texts = new RecordTexts();
    private long vainBytes;
    final Map<Integer, Site> sites = new TreeMap<>();
    final PolicyLog policies = new PolicyLog();
    final Map<String, CodeOrigin> origins = new LinkedHashMap<>();
    final HistoryLog history = new HistoryLog();
    final PathLog paths = new PathLog();
    final Set<ClockJump> clockJumps = new LinkedHashSet<>();
    final Set<Standstill> standstills = new LinkedHashSet<>();
    final Map<String, Dropped> dropped = new LinkedHashMap<>();
    final Set<BlindSpot> blindSpots = new LinkedHashSet<>();
    final WatchLog watch = new WatchLog();
    Program program = Program.UNKNOWN;
    final Set<LoadedReference> references = new LinkedHashSet<>();
    long moreReferences;
    /** As of the latest change; empty if no change is on record. */
    String mode = "";

    String policyHash = "";
    private long changedAt = Long.MIN_VALUE;

    /** @param withRules whether to decode rules and their details */
    RecordDecoder(Problems problems, boolean withRules) {
        this.problems = problems;
        this.withRules = withRules;
    }

    /**
     * Reads every whole record between two offsets; behind a damaged one it looks for the next on each multiple of 8.
     *
     * @param position of the buffer's first byte in the file
     * @return how many records were read
     */
    int readLog(ByteBuffer log, int from, int to, long position) {
        int end = endOfContent(log, from, to);
        int damagedFrom = -1;
        int count = 0;
        int at = from;
        while (at < end) {
            int length = withRules ? recordLength(log, at, to) : recordLengthOrRules(log, at, to);
            if (length == 0) {
                policies.damaged();
                damagedFrom = damagedFrom < 0 ? at : damagedFrom;
                at += 8;
                continue;
            }
            if (damagedFrom >= 0) {
                problems.at(position + damagedFrom, damaged(at - damagedFrom));
                damagedFrom = -1;
            }
            if (withRules || !isOfRules(log, at)) {
                read(log, at, length, position + at);
            }
            count++;
            at += length;
        }
        // a last record without its ready word is one that was being written: its site was not yet called
        if (damagedFrom >= 0 && (damagedFrom + 4 > to || log.getInt(damagedFrom) != 0)) {
            problems.at(position + damagedFrom, damaged(end - damagedFrom));
        }
        return count;
    }

    private static String damaged(int bytes) {
        return bytes + " bytes of records are damaged";
    }

    private static int endOfContent(ByteBuffer log, int from, int to) {
        int end = to;
        while (end - Long.BYTES > from && log.getLong(end - Long.BYTES) == 0) {
            end -= Long.BYTES;
        }
        while (end > from && log.get(end - 1) == 0) {
            end--;
        }
        return end;
    }

    /** The length of the record there; 0 if there is none. */
    private int recordLength(ByteBuffer log, int at, int to) {
        if (at + LedgerLayout.BODY > to) {
            return 0;
        }
        int ready = log.getInt(at + LedgerLayout.READY);
        int length = ready & 0xFFFF;
        boolean plausible = ready >>> 16 == LedgerLayout.READY_MARK
                && length >= LedgerLayout.BODY
                && length % 8 == 0
                && at + length <= to;
        if (!plausible || vainBytes > VAIN_BYTES_MAX) {
            return 0;
        }
        int crc = LedgerLayout.crc(log, at + LedgerLayout.TYPE, at + length);
        if (crc == log.getInt(at + LedgerLayout.RECORD_CRC)) {
            return length;
        }
        vainBytes += length;
        return 0;
    }

    /** The same; for a record of rules, which is not decoded, as its ready word says, without its checksum. */
    private int recordLengthOrRules(ByteBuffer log, int at, int to) {
        if (at + LedgerLayout.BODY > to || !isOfRules(log, at)) {
            return recordLength(log, at, to);
        }
        int ready = log.getInt(at + LedgerLayout.READY);
        int length = ready & 0xFFFF;
        boolean plausible = ready >>> 16 == LedgerLayout.READY_MARK && length >= LedgerLayout.BODY && at + length <= to;
        return plausible ? length : 0;
    }

    private static boolean isOfRules(ByteBuffer log, int at) {
        int type = log.getInt(at + LedgerLayout.TYPE);
        return type == LedgerLayout.RULE
                || type == LedgerLayout.SIGNATURE
                || type == LedgerLayout.ALLOW
                || type == LedgerLayout.POLICY;
    }

    private void read(ByteBuffer log, int at, int length, long position) {
        ByteBuffer body = log.duplicate().order(log.order());
        body.limit(at + length).position(at + LedgerLayout.BODY);
        try {
            read(log.getInt(at + LedgerLayout.TYPE), body);
        } catch (BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
            problems.at(position, "a record says what this version of Lastcall does not know");
        } catch (IllegalArgumentException impossible) {
            problems.at(position, String.valueOf(impossible.getMessage()));
        }
    }

    private void read(int type, ByteBuffer body) {
        switch (type) {
            case LedgerLayout.SITE -> addSite(body.getInt(), site(body));
            case LedgerLayout.RULE -> {
                boolean hasCanonical = body.get() != 0;
                String id = text(body);
                String message = text(body);
                String mode = text(body);
                // else padding, or the end
                int version = body.remaining() < Integer.BYTES ? 0 : body.getInt();
                boolean missingIgnored = body.hasRemaining() && body.get() != 0;
                policies.rule(
                        new RuleInfo(id, message, mode, hasCanonical, List.of(), List.of(), List.of(), missingIgnored),
                        version);
            }
            case LedgerLayout.SIGNATURE -> policies.signature(ROLES[body.get() & 0xFF], text(body), text(body));
            case LedgerLayout.ALLOW ->
                policies.allow(
                        text(body),
                        new AllowInfo(
                                text(body), text(body), text(body), body.remaining() < Short.BYTES ? "" : text(body)));
            case LedgerLayout.BLIND_SPOT -> blindSpots.add(new BlindSpot(text(body), text(body)));
            case LedgerLayout.WATCH -> watch(body);
            case LedgerLayout.POLICY -> policy(body);
            case LedgerLayout.FRAME -> paths.frame(body.getShort() & 0xFFFF, new PathFrame(text(body), text(body)));
            case LedgerLayout.PATH -> path(body);
            case LedgerLayout.HISTORY -> history(body);
            case LedgerLayout.ORIGIN -> origin(body);
            case LedgerLayout.PROGRAM -> program = new Program(body.get() != 0, text(body), text(body), text(body));
            case LedgerLayout.REFERENCES -> references(body);
            case LedgerLayout.MORE_REFERENCES -> moreReferences = Math.max(moreReferences, body.getLong());
            case LedgerLayout.CLOCK_JUMP ->
                clockJumps.add(new ClockJump(
                        Instant.ofEpochMilli(time(body.getLong())), Instant.ofEpochMilli(time(body.getLong()))));
            case LedgerLayout.STANDSTILL ->
                standstills.add(new Standstill(
                        Instant.ofEpochMilli(time(body.getLong())), Instant.ofEpochMilli(time(body.getLong()))));
            case LedgerLayout.DROPPED -> dropped(body.getLong(), text(body));
            case LedgerLayout.CHANGE -> change(body.getLong(), text(body), text(body));
            default -> {
                // from a later version, which may add types as long as old readers can do without
            }
        }
    }

    private void history(ByteBuffer body) {
        Instant from = Instant.ofEpochMilli(time(body.getLong()));
        Instant until = Instant.ofEpochMilli(time(body.getLong()));
        boolean day = body.get() != 0;
        body.get();
        history.add(from, until, day, body);
    }

    private void origin(ByteBuffer body) {
        String from = LedgerLayout.origin(body.get() & 0xFF);
        String source = text(body);
        origins.put(source, new CodeOrigin(source, text(body), text(body), text(body), from));
    }

    /** A site may be on record twice, since a file that was cut is filled again; it is the same one then. */
    private void addSite(int number, Site site) {
        if (number <= 0 || number % CellLayout.CELLS_PER_CHUNK == 0) {
            throw new IllegalArgumentException("a site has the number " + number + ", which none can have");
        }
        Site known = sites.putIfAbsent(number, site);
        if (known != null && !known.equals(site)) {
            throw new IllegalArgumentException("site " + number + " is on record as two different ones");
        }
    }

    private Site site(ByteBuffer body) {
        Kind kind = KINDS[body.get() & 0xFF];
        Role role = ROLES[body.get() & 0xFF];
        int flags = body.getShort();
        int line = body.getInt();
        String rule = text(body);
        Caller caller = new Caller(text(body), text(body), text(body), line, text(body), text(body), text(body));
        Target target = new Target(text(body), text(body), text(body));
        if (line < 0) {
            throw new IllegalArgumentException("a site has the line " + line);
        }
        if (!caller.descriptor().isEmpty() && !Descriptors.isOfMethod(caller.descriptor())) {
            throw new IllegalArgumentException("the caller of a site has a descriptor that is none");
        }
        if (!Descriptors.isOfMethod(target.descriptor())
                && !Descriptors.isOfField(target.descriptor())
                && !target.descriptor().endsWith("…")) { // as it was once cut
            throw new IllegalArgumentException("the target of a site has a descriptor that is none");
        }
        return new Site(
                rule,
                role,
                kind,
                caller,
                target,
                (flags & LedgerLayout.SWALLOWING) != 0,
                (flags & LedgerLayout.OF_AGENT) != 0);
    }

    private void change(long millis, String newMode, String newPolicyHash) {
        if (millis < 0 || millis > HeaderReader.LATEST) {
            throw new IllegalArgumentException("the time of a change is damaged");
        }
        watch.mode(millis, newMode);
        policies.change(millis, newMode, newPolicyHash);
        if (millis >= changedAt) {
            changedAt = millis;
            mode = newMode;
            policyHash = newPolicyHash;
        }
    }

    private void policy(ByteBuffer body) {
        long millis = time(body.getLong());
        String inMode = text(body);
        String hash = text(body);
        int all = body.getInt();
        policies.begin(millis, inMode, hash, all, body.getInt());
        for (int ranges = body.getInt(); ranges > 0; ranges--) {
            policies.range(body.getInt(), body.getInt(), LedgerLayout.modeWord(body.getInt()));
        }
    }

    private void path(ByteBuffer body) {
        int site = body.getInt();
        long call = body.getLong();
        int flags = body.get();
        List<Integer> frames = new ArrayList<>();
        for (int left = body.get() & 0xFF; left > 0; left--) {
            frames.add(body.getShort() & 0xFFFF);
        }
        paths.path(site, call, flags, frames);
    }

    private void references(ByteBuffer body) {
        String className = text(body);
        String source = text(body);
        String codeSource = text(body);
        for (int left = body.getShort() & 0xFFFF; left > 0; left--) {
            ReferenceKind kind = REFERENCES[body.get() & 0xFF];
            body.get();
            int line = Math.max(0, body.getInt());
            references.add(new LoadedReference(
                    kind, className, text(body), text(body), line, source, codeSource, text(body), text(body)));
        }
    }

    private void dropped(long millis, String what) {
        dropped.putIfAbsent(what, new Dropped(what, Instant.ofEpochMilli(time(millis))));
    }

    private static long time(long millis) {
        if (millis < 0 || millis > HeaderReader.LATEST) {
            throw new IllegalArgumentException("the time of a record is damaged");
        }
        return millis;
    }

    private void watch(ByteBuffer body) {
        long millis = body.getLong();
        long jvmStartedAt = body.getLong();
        int heartbeatMillis = body.getInt();
        int state = body.get() & 0xFF;
        boolean attached = body.get() != 0;
        body.getShort();
        watch.add(millis, jvmStartedAt, heartbeatMillis, state, attached, text(body));
    }

    private String text(ByteBuffer body) {
        return texts.next(body);
    }
}
