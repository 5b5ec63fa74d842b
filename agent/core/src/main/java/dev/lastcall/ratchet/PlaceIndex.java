package dev.lastcall.ratchet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call site of another snapshot that is the same; a folder has no name of a jar, which is then no difference.
 */
final class PlaceIndex {
    private final Map<String, List<Snapshot.Place>> byCaller = new HashMap<>();

    PlaceIndex(List<Snapshot.Place> places) {
        for (Snapshot.Place place : places) {
            byCaller.computeIfAbsent(name(place), name -> new ArrayList<>()).add(place);
        }
    }

    /** One that is not taken yet, of the same jar if there is one; null if there is none. */
    Snapshot.@Nullable Place find(Snapshot.Place place, Set<Snapshot.Place> taken) {
        Snapshot.Place found = null;
        for (Snapshot.Place other : byCaller.getOrDefault(name(place), List.of())) {
            String one = place.key().artifact();
            String two = other.key().artifact();
            if (!taken.contains(other) && one.equals(two)) {
                return other;
            }
            if (!taken.contains(other) && (one.isEmpty() || two.isEmpty())) {
                found = found == null ? other : found;
            }
        }
        return found;
    }

    private static String name(Snapshot.Place place) {
        return place.rule() + ' ' + place.key().withoutArtifact();
    }
}
