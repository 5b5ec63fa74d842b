package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.Enclosing;
import dev.lastcall.site.EnclosingMethod;
import dev.lastcall.site.LanguageRuntimes;
import dev.lastcall.site.Origin;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Sites.Maker;
import dev.lastcall.site.WovenCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** The sites at which calls count that nobody has announced: made from who was found on the stack. Thread-safe. */
final class UnannouncedSites {
    private final BridgePort bridge;
    private final Sites sites;
    private final SiteStates states;
    private final WovenCalls wovenCalls;
    private final OtherAgents agents;
    private final IntPredicate letThrough = new LetThrough();

    /** @param agents tells the classes of other agents apart */
    UnannouncedSites(BridgePort bridge, Sites sites, SiteStates states, WovenCalls wovenCalls, OtherAgents agents) {
        this.bridge = bridge;
        this.sites = sites;
        this.states = states;
        this.wovenCalls = wovenCalls;
        this.agents = agents;
    }

    /** The numbers of the sites at which a call counts that nobody has announced. */
    int[] sitesOf(ActivePolicy now, Kind kind, Caller caller, boolean ofAgent, Target target, List<Match> matches) {
        return sitesOf(now, kind, caller, ofAgent, target, matches, false);
    }

    /** @param swallowing whether the JDK takes a refusal for an answer there */
    int[] sitesOf(
            ActivePolicy now,
            Kind kind,
            Caller caller,
            boolean ofAgent,
            Target target,
            List<Match> matches,
            boolean swallowing) {
        int[] numbers = new int[matches.size()];
        int size = 0;
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            if (now.tally(match, caller) != CountedAs.EXEMPT) {
                numbers[size++] =
                        number(new Site(match.rule().id(), match.role(), kind, caller, target, swallowing), ofAgent);
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    /** A class may do with its own fields what it likes. */
    int[] sitesOf(ActivePolicy now, Kind kind, Caller caller, boolean ofAgent, ReflectedMember member) {
        if (caller.className().equals(member.target().className())) {
            return new int[0];
        }
        int[] numbers = sitesOf(now, kind, caller, ofAgent, member.target(), member.matches());
        ReflectedMember next = member.next();
        if (next == null) {
            return numbers;
        }
        int[] further = sitesOf(now, kind, caller, ofAgent, next);
        int[] all = Arrays.copyOf(numbers, numbers.length + further.length);
        System.arraycopy(further, 0, all, numbers.length, further.length);
        return all;
    }

    /** As the others, for what was handed to the JDK or a runtime: the code that made the instance is behind it. */
    int[] sitesOfCallback(
            ActivePolicy now,
            Kind kind,
            FoundCaller found,
            boolean hasApplication,
            Target target,
            List<Match> matches) {
        int[] numbers = new int[matches.size()];
        int size = 0;
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            Callback behind = Callback.of(target.className(), match, now, sites, letThrough);
            Caller maker = hasApplication ? null : behind.caller();
            Caller caller = maker == null ? caller(found) : maker;
            if (!behind.own() && now.tally(match, caller) != CountedAs.EXEMPT) {
                Kind how = maker == null ? kind : Kind.VIRTUAL;
                boolean ofAgent = maker == null ? isOfAgent(found) : behind.ofAgent();
                numbers[size++] = number(new Site(match.rule().id(), match.role(), how, caller, target), ofAgent);
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    /** Grows whenever {@link #sitesOfCallback} may answer otherwise, under one policy. */
    long callbacksStamp() {
        return sites.makersKnown() + states.letThroughs();
    }

    private int number(Site site, boolean ofAgent) {
        return ofAgent ? sites.numberOfAgents(site) : sites.number(site);
    }

    /** A direct call that was not announced went through a type that is not listed, unless there is no such way. */
    Kind kind(FoundCaller found, Target target, int number) {
        if (found.kind() != Kind.VIRTUAL) {
            return found.kind();
        }
        if (target.member().equals("<init>")) {
            return found.direct() && found.method().equals("<init>") ? Kind.SUPER : Kind.NEW;
        }
        return sites.isStatic(number) ? Kind.CALL : Kind.VIRTUAL;
    }

    /** An instance made by code that has not announced it: what runs it later as a callback has that behind it. */
    void takeNoteOfMaker(FoundCaller found, Caller caller, Kind kind, Target target, int[] counted) {
        Class<?> type = found.type();
        if (!target.member().equals("<init>") || type == null || FrameSorter.isOfJdk(type)) {
            return;
        }
        List<Integer> numbers = new ArrayList<>(counted.length);
        for (int number : counted) {
            numbers.add(number);
        }
        sites.makes(new Maker(caller, kind, numbers), target.className());
    }

    /** The caller's method as it is named in the ledger; of a descriptor that is empty if it is not known. */
    EnclosingMethod method(FoundCaller found) {
        Class<?> type = found.type();
        String method = LanguageRuntimes.stableMethod(found.className(), Enclosing.method(found.method()));
        String descriptor = method.equals(found.method()) ? found.descriptor() : "";
        EnclosingMethod owner = type != null && Enclosing.isNumbered(method)
                ? wovenCalls.ownerOfLambda(type, method, descriptor)
                : null;
        return owner == null ? new EnclosingMethod(method, descriptor) : owner;
    }

    /** The caller as it is named in the ledger. */
    Caller caller(FoundCaller found) {
        Class<?> type = found.type();
        EnclosingMethod method = method(found);
        if (type == null) {
            return new Caller(
                    found.className(), method.name(), method.descriptor(), found.line(), found.source(), "", "");
        }
        boolean begun = bridge.beginWork(); // a loader may run code to tell its name
        try {
            return new Caller(
                    found.className(),
                    method.name(),
                    method.descriptor(),
                    found.line(),
                    found.source(),
                    Origin.codeSource(type.getProtectionDomain()),
                    Origin.loader(type.getClassLoader()),
                    wovenCalls
                            .surroundingsOf(type.getClassLoader(), found.className())
                            .nestedIn());
        } finally {
            if (begun) {
                bridge.endWork();
            }
        }
    }

    /** Whether that is a class of another agent that is counted apart. */
    boolean isOfAgent(FoundCaller found) {
        Class<?> type = found.type();
        return type != null && !FrameSorter.isOfJdk(type) && agents.made(type);
    }

    /** Whether a call from a site was made and not refused; a class, since no lambda may be made here. */
    private final class LetThrough implements IntPredicate {
        @Override
        public boolean test(int number) {
            return states.state(number).hasLetThrough();
        }
    }
}
