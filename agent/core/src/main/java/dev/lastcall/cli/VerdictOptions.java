package dev.lastcall.cli;

import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Durations;
import dev.lastcall.policy.InvalidDurationException;
import dev.lastcall.policy.MustCover;
import dev.lastcall.policy.VerdictTerms;
import dev.lastcall.policy.VerdictTerms.Unreached;
import dev.lastcall.policyfile.Spelling;
import dev.lastcall.verdict.Population;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** About which processes and days is asked, and what evidence has to reach. */
final class VerdictOptions {
    private static final String NO_ENVIRONMENT = "''";

    @Option(
            names = "--on",
            paramLabel = "DAY",
            converter = DayConverter.class,
            description = "The day on which allow entries are judged, as in 2027-04-01. Default: today.")
    private @Nullable LocalDate day;

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Option(
            names = "--service",
            paramLabel = "GLOB",
            split = ",",
            description = "Judge only processes of these services.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--environment",
            paramLabel = "GLOB",
            split = ",",
            description = "Judge only processes of these environments.")
    private List<String> environments = new ArrayList<>();

    @Option(
            names = "--app-version",
            paramLabel = "GLOB",
            split = ",",
            description = "Judge only processes of these versions of the application.")
    private List<String> versions = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Leave out processes that were last heard of before: a day, a time, or how long ago (7d).")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Leave out processes that started later.")
    private @Nullable String until;

    @Option(
            names = "--min-observed",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long each service has to be observed. Default: the policy's, else 24h.")
    private @Nullable Duration minObserved;

    @Option(
            names = "--must-cover",
            paramLabel = "DAY",
            split = ",",
            converter = MustCoverConverter.class,
            description = "Days that have to be observed: sunday, month-end, 2026-12-31 and such.")
    private List<MustCover> mustCover = new ArrayList<>();

    @Option(
            names = "--max-age",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How old the newest evidence of a service may be. Default: the policy's, else 30d.")
    private @Nullable Duration maxAge;

    @Option(
            names = "--unreached",
            paramLabel = "WORD",
            converter = UnreachedConverter.class,
            description =
                    "How to judge call sites that were never reached: unknown or accept. Default: the policy's, else"
                            + " unknown.")
    private @Nullable Unreached unreached;

    @Option(
            names = "--expect",
            paramLabel = "SERVICE=N",
            split = ",",
            converter = ExpectedConverter.class,
            description = "Services that have to report, each with the number of its processes.")
    private List<Expected> expected = new ArrayList<>();

    @Option(
            names = "--expect-environment",
            paramLabel = "NAME",
            split = ",",
            description = "Environments that have to report.")
    private List<String> expectedEnvironments = new ArrayList<>();

    @Option(
            names = "--accept",
            paramLabel = "KIND:WHAT:REASON",
            converter = AcceptanceConverter.class,
            description = {
                "Accept a doubt: its kind as check --format json names it (blind-spot, unreached …),",
                "its subject or a glob, and why."
            })
    private List<Acceptance> accept = new ArrayList<>();

    @Option(names = "--strict", description = "What could be checked and is only assumed is a doubt.")
    private boolean strict;

    ZoneId zone(Clock clock) {
        return zone.of(clock);
    }

    /** @param today where the user names none */
    LocalDate day(LocalDate today) {
        return day != null ? day : today;
    }

    /** Those of the policy, where no option says otherwise. */
    VerdictTerms terms(VerdictTerms ofPolicy) {
        return ofPolicy.overriddenBy(new VerdictTerms(
                minObserved,
                mustCover,
                maxAge,
                unreached,
                services(),
                expectedEnvironments.stream().map(VerdictOptions::environment).toList(),
                accept,
                strict ? Boolean.TRUE : null));
    }

    /** @throws CommandFailure if a service is named twice */
    private Map<String, Integer> services() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Expected one : expected) {
            if (numbers.putIfAbsent(one.service, one.processes) != null) {
                throw new CommandFailure("--expect: the service " + one.service + " is named twice");
            }
        }
        return numbers;
    }

    /** @throws CommandFailure if a time is none */
    Population population(Instant now, ZoneId inZone) {
        return new Population(
                patterns(services),
                patterns(environments.stream().map(VerdictOptions::environment).toList()),
                patterns(versions),
                since == null ? null : time("--since", since, now, inZone),
                until == null ? null : time("--until", until, now, inZone));
    }

    /** As an answer names it: the label that processes without one have is written as two quotes. */
    private static String environment(String said) {
        return said.equals(NO_ENVIRONMENT) ? "" : said;
    }

    private static List<ClassPattern> patterns(List<String> globs) {
        return globs.stream().map(ClassPattern::new).toList();
    }

    private static Instant time(String option, String text, Instant now, ZoneId zone) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noInstant) {
            try {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            } catch (DateTimeParseException noDay) {
                try {
                    return now.minus(Durations.parse(text));
                } catch (InvalidDurationException none) {
                    throw new CommandFailure(option + ": '" + text + "' is no time; write 2026-11-28,"
                            + " 2026-11-28T14:00:00Z, or how long ago: 7d");
                }
            }
        }
    }

    /** By the word on the command line. */
    static final class UnreachedConverter extends WordConverter<Unreached> {
        UnreachedConverter() {
            super("word", Unreached.values());
        }
    }

    /** A day. */
    static final class DayConverter implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is not a day; write it as in 2027-04-01");
            }
        }
    }

    /** A duration. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Durations.parse(text);
            } catch (InvalidDurationException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** A sort of day. */
    static final class MustCoverConverter implements ITypeConverter<MustCover> {
        @Override
        public MustCover convert(String text) {
            MustCover day = MustCover.parse(text);
            if (day == null) {
                throw new TypeConversionException("'" + text + "' is no day" + Spelling.remedy(text, MustCover.WORDS)
                        + ", or a date as in 2026-12-31");
            }
            return day;
        }
    }

    /** A service, and the least number of its processes. */
    record Expected(String service, int processes) {}

    /** {@code SERVICE=N}. */
    static final class ExpectedConverter implements ITypeConverter<Expected> {
        @Override
        public Expected convert(String text) {
            int sign = text.lastIndexOf('=');
            int processes = sign <= 0 ? 0 : number(text.substring(sign + 1));
            if (processes < 1) {
                throw new TypeConversionException("'" + text
                        + "' is not SERVICE=N, with the least number of its processes from 1 on; write it as in"
                        + " chat=3");
            }
            return new Expected(text.substring(0, sign), processes);
        }

        /** 0 if it is none. */
        private static int number(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    /** {@code KIND:WHAT:REASON}; a reason may hold colons. */
    static final class AcceptanceConverter implements ITypeConverter<Acceptance> {
        @Override
        public Acceptance convert(String text) {
            int first = text.indexOf(':');
            int second = first < 0 ? -1 : text.indexOf(':', first + 1);
            if (second < 0 || second + 1 == text.length() || second == first + 1) {
                throw new TypeConversionException("'" + text
                        + "' is not KIND:WHAT:REASON, as in blind-spot:com.acme.Old#VERSION:a constant, not used");
            }
            String kind = text.substring(0, first);
            if (!DoubtCode.ACCEPTABLE.contains(kind)) {
                throw new TypeConversionException(
                        "'" + kind + "' is no kind of doubt" + Spelling.remedy(kind, DoubtCode.ACCEPTABLE));
            }
            return new Acceptance(
                    kind,
                    text.substring(first + 1, second),
                    text.substring(second + 1).strip(),
                    null,
                    null);
        }
    }

    /** The values of an option that may hold several paths each. */
    static List<String> paths(String text) {
        return Arrays.asList(text.split(File.pathSeparator, -1));
    }
}
