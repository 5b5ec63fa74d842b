package dev.lastcall.junit;

import dev.lastcall.Lastcall;
import dev.lastcall.Lastcall.Calls;
import dev.lastcall.Lastcall.Evidence;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent in this JVM, if there is one: {@link Lastcall} is in its jar, so without the agent that class is missing.
 */
final class AgentDoor implements Door {
    @Override
    public @Nullable Counters look() {
        try {
            Calls calls = Lastcall.calls();
            return calls == null ? null : Counters.of(calls);
        } catch (LinkageError notThere) { // no agent, or one that is too old for this
            return null;
        }
    }

    @Override
    public @Nullable Map<String, Object> site(int number) {
        return Lastcall.callSite(number);
    }

    @Override
    public boolean tolerates(String baseline, int site) {
        return Lastcall.isTolerated(baseline, site);
    }

    @Override
    public String ledger() {
        Evidence evidence = Lastcall.evidence();
        return evidence == null ? "" : evidence.ledger();
    }
}
