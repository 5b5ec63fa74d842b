package dev.lastcall.report;

import dev.lastcall.evidence.Caller;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.SiteState;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.ReportedSite;
import java.util.List;

/**
 * What formats for tools say of a call site, in sentences. Not escaped for any of them, and on one line. Pure
 * functions.
 */
final class SiteWords {
    private static final int MOST_SERVICES = 3;

    private SiteWords() {}

    /** {@code com.acme.Shop.pay calls deprecated com.acme.Old.make()}, what to do, how often, and by whom. */
    static String sentence(CallSite callSite, String message) {
        ReportedSite site = callSite.site();
        StringBuilder text = new StringBuilder(caller(site))
                .append(verb(site))
                .append(site.example().target().asReference())
                .append(message.isBlank() ? "." : ": " + message.strip());
        if (!message.isBlank() && !message.strip().endsWith(".")) {
            text.append('.');
        }
        return OneLine.of(text.append(' ').append(detail(callSite)).toString());
    }

    static String caller(ReportedSite site) {
        return site.key().callerClass() + '.' + site.key().callerMethod();
    }

    private static String verb(ReportedSite site) {
        return switch (site.key().kind()) {
            case NEW -> " creates deprecated ";
            case FIELD_READ -> " reads deprecated ";
            case FIELD_WRITE -> " writes deprecated ";
            default -> " calls deprecated ";
        };
    }

    /** {@code 2,000 calls by chat and 1 more service, never allowed; owner team-cart}. */
    static String detail(CallSite callSite) {
        ReportedSite site = callSite.site();
        StringBuilder text = new StringBuilder();
        text.append(site.isSilent() ? "Never reached" : Words.count(site.calls(), "call"));
        List<String> services = callSite.services();
        if (!services.isEmpty()) {
            text.append(site.isSilent() ? "; in " : " by ")
                    .append(String.join(", ", services.subList(0, Math.min(MOST_SERVICES, services.size()))));
            if (services.size() > MOST_SERVICES) {
                text.append(" and ")
                        .append(Words.number(services.size() - MOST_SERVICES))
                        .append(" more");
            }
        }
        if (site.blocked() > 0) {
            text.append(", ").append(Words.number(site.blocked())).append(" blocked");
        }
        AllowEntry entry = site.entry();
        if (entry != null) {
            text.append("; allowed by ").append(entry.text()).append(": ").append(entry.reason());
            if (entry.expires() != null) {
                text.append(", until ").append(entry.expires());
            }
        }
        if (callSite.states().contains(SiteState.STATIC_INITIALIZER)) {
            text.append("; under a static initializer, where a refusal breaks the class for good");
        }
        if (!callSite.owned().owners().isEmpty()) {
            text.append("; owner ").append(String.join(", ", callSite.owned().owners()));
        }
        return text.append('.').toString();
    }

    /**
     * Where its source file is: below the root of the repository if it was found there, else the package's path; empty
     * if the class file names none, or nothing that can be a file.
     */
    static String path(CallSite callSite) {
        if (!callSite.file().isEmpty()) {
            return callSite.file();
        }
        Caller caller = callSite.site().example().caller();
        String source = caller.source();
        if (source.isEmpty() || source.indexOf('/') >= 0 || source.indexOf('\\') >= 0 || source.startsWith("..")) {
            return "";
        }
        int dot = caller.className().lastIndexOf('.');
        String folder = dot < 0 ? "" : caller.className().substring(0, dot + 1).replace('.', '/');
        return folder.startsWith("/") || folder.contains("//") ? "" : folder + source;
    }
}
