package dev.lastcall.ledger;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.HistoryPoint;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes call paths of the records of frames and paths. For one reading. */
final class PathLog {
    static final int CUT = 1;
    static final int STATIC_INITIALIZER = 2;
    static final int MOST_PATHS = 3;

    private static final String INITIALIZER = "<clinit>";

    private final Map<Integer, PathFrame> frames = new HashMap<>();
    private final Map<Integer, Draft> sites = new TreeMap<>();

    private static final class Draft {
        private final List<CallPath> paths = new ArrayList<>();
        private boolean inStaticInitializer;
    }

    void frame(int number, PathFrame frame) {
        frames.put(number, frame);
    }

    /** @param numbers of its frames; 0: folded */
    void path(int site, long call, int flags, List<Integer> numbers) {
        if (call < 1) {
            throw new IllegalArgumentException("a call path has the number " + call);
        }
        Draft draft = sites.get(site);
        if (draft == null) {
            draft = new Draft();
            sites.put(site, draft);
        }
        boolean initializer = (flags & STATIC_INITIALIZER) != 0;
        draft.inStaticInitializer |= initializer;
        List<PathFrame> known = new ArrayList<>();
        for (int number : numbers) {
            PathFrame frame = number == 0 ? PathFrame.FOLDED : frames.get(number);
            if (frame == null) { // of a damaged record: what lies behind it would be in the wrong place
                break;
            }
            known.add(frame);
        }
        boolean cut = (flags & CUT) != 0 || known.size() < numbers.size();
        if (!known.isEmpty() && draft.paths.size() < MOST_PATHS) {
            draft.paths.add(new CallPath(call, known, cut, initializer));
        }
    }

    /** Of all sites of which there is something to say. */
    List<SiteFacts> facts(Map<Integer, Site> numbered, HistoryLog history) {
        List<SiteFacts> facts = new ArrayList<>();
        for (Map.Entry<Integer, Site> entry : numbered.entrySet()) {
            Site site = entry.getValue();
            Draft draft = sites.get(entry.getKey());
            boolean initializer =
                    site.caller().method().equals(INITIALIZER) || (draft != null && draft.inStaticInitializer);
            List<CallPath> paths = draft == null ? List.of() : draft.paths;
            List<HistoryPoint> hours = history.hours(entry.getKey());
            List<HistoryPoint> days = history.days(entry.getKey());
            if (initializer || !paths.isEmpty() || !hours.isEmpty() || !days.isEmpty()) {
                facts.add(new SiteFacts(site, initializer, paths, hours, days));
            }
        }
        return facts;
    }
}
