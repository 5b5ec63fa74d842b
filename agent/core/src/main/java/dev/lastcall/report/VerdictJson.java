package dev.lastcall.report;

import dev.lastcall.json.JsonText;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A verdict for machines, alone or in a report. Pure. */
public final class VerdictJson {
    /** Name and version of the form that stands alone. */
    static final String SCHEMA = "lastcall.verdict/1";

    private final JsonText json;

    private VerdictJson(JsonText json) {
        this.json = json;
    }

    /** A document of its own, with a line feed at its end. */
    public static String of(Verdict verdict) {
        return document(json -> new VerdictJson(json).members(verdict));
    }

    /** Verdicts by several policies, in {@code verdicts}; the result of the document is the last one's. */
    public static String of(List<Verdict> verdicts) {
        return document(json -> {
            json.name("result").value(verdicts.get(verdicts.size() - 1).result().label());
            json.name("verdicts").beginArray();
            for (Verdict verdict : verdicts) {
                write(verdict, json);
            }
            json.endArray();
        });
    }

    private static String document(Consumer<JsonText> members) {
        JsonText json = JsonText.pretty();
        json.beginObject();
        json.name("schema").value(SCHEMA);
        members.accept(json);
        json.endObject();
        return json.text();
    }

    /** An object in a document. */
    static void write(Verdict verdict, JsonText json) {
        json.beginObject();
        new VerdictJson(json).members(verdict);
        json.endObject();
    }

    private void members(Verdict verdict) {
        json.name("result").value(verdict.result().label());
        json.name("reasons").beginArray();
        for (Reason reason : verdict.reasons()) {
            json.value(reason.sentence());
        }
        json.endArray();
        question(verdict.question());
        reasons("findings", verdict.findings());
        reasons("doubts", verdict.doubts());
        reasons("accepted", verdict.accepted());
        reasons("warnings", verdict.warnings());
        reasons("support", verdict.support());
        reasons("assumptions", verdict.assumptions());
    }

    private void question(Question question) {
        json.name("question").beginObject();
        json.name("for").value(question.purpose().word());
        json.name("policy").value(question.policyName());
        json.name("policyHash").value(question.policy().hash());
        json.name("on").value(question.day().toString());
        json.name("zone").value(question.zone().getId());
        json.name("population").value(question.population().inWords());
        json.endObject();
    }

    private void reasons(String name, List<Reason> reasons) {
        json.name(name).beginArray();
        for (Reason reason : reasons) {
            json.beginObject();
            json.name("code").value(reason.code());
            json.name("rule").value(reason.rule());
            json.name("service").value(reason.service());
            json.name("subject").value(reason.subject());
            json.name("figures").beginObject();
            for (Map.Entry<String, Object> figure : reason.figures().entrySet()) {
                json.name(figure.getKey());
                value(figure.getValue());
            }
            json.endObject();
            json.name("sentence").value(reason.sentence());
            json.name("remedy").value(reason.remedy());
            json.endObject();
        }
        json.endArray();
    }

    private void value(Object value) {
        if (value instanceof Number number) {
            json.value(number);
        } else if (value instanceof List<?> list) {
            json.beginArray();
            for (Object element : list) {
                json.value(String.valueOf(element));
            }
            json.endArray();
        } else {
            json.value(String.valueOf(value));
        }
    }
}
