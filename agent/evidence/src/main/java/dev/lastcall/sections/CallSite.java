package dev.lastcall.sections;

import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.ReportedSite.ReleaseUse;
import dev.lastcall.verdict.ReportedSite.ServiceUse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A distinct call site with its states, owner and source file. Immutable.
 *
 * @param id the same in every report, whatever its line, version and process: 16 hexadecimal digits
 * @param states all that apply; the first one is its main state
 * @param owned who has to act
 * @param file its source file below the root of the repository, with slashes; empty if not known
 * @param jar that the caller is in, without version, or the last parts of its folder; empty if not known
 */
public record CallSite(String id, ReportedSite site, List<SiteState> states, Owned owned, String file, String jar) {
    private static final int BYTES = 8;

    public CallSite {
        states = List.copyOf(states);
    }

    static CallSite of(ReportedSite site, Owners owners) {
        return new CallSite(
                id(site),
                site,
                SiteState.of(site),
                owners.of(site),
                owners.sources().fileOf(site.example().caller()),
                Jars.name(site));
    }

    /** Its main state. */
    public SiteState state() {
        return states.get(0);
    }

    /** Its severity. */
    public Severity severity() {
        if (states.contains(SiteState.OPEN)) {
            return Severity.ERROR;
        }
        if (states.contains(SiteState.WOULD_BLOCK)) {
            return Severity.WARNING;
        }
        return states.contains(SiteState.ALLOWED) ? Severity.NOTE : Severity.NONE;
    }

    /**
     * The services that call from there, those that call most first; if none does, those that have it in a loaded
     * class.
     */
    public List<String> services() {
        return site.callingServices().stream()
                .map(ServiceUse::service)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The versions of the application that have it, as far as processes name one. */
    public List<String> versions() {
        return distinct(site.releases().stream(), ReleaseUse::version);
    }

    /** The environments in which it runs, as far as processes name one. */
    public List<String> environments() {
        return distinct(site.releases().stream(), ReleaseUse::environment);
    }

    private static List<String> distinct(Stream<ReleaseUse> uses, Function<ReleaseUse, String> part) {
        return uses.map(part).filter(name -> !name.isEmpty()).distinct().toList();
    }

    /** By what does not change with a build: rule, side, caller, target, kind, and jar without version. */
    public static String id(ReportedSite site) {
        String names = String.join(
                "\u0000",
                site.rule(),
                site.role().label(),
                site.key().callerClass(),
                site.key().callerMethod(),
                site.key().callerDescriptor(),
                site.key().target().className(),
                site.key().target().member(),
                site.key().target().descriptor(),
                site.key().kind().label(),
                site.key().artifact());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
