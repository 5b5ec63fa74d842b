package dev.lastcall.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.evidence.Target;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of tolerated call sites: what is written is read again, and what is wrong in it is named with its line. */
class BaselineTextTest {
    private static final Target MAKE = new Target("com.acme.Old", "make", "(I[[Ljava/lang/String;)Lcom/acme/Old;");
    private static final SiteKey KEY = key("com.shop.App", "run", "()V", MAKE, "shop");
    private static final String LINE =
            "old | com.shop.App#run():void | call | com.acme.Old#make(int,java.lang.String[][]):com.acme.Old | in shop";

    @Test
    void aLineIsReadable() {
        BaselineEntry entry = new BaselineEntry(
                "old", KEY, "the realtime team", "moves with CHAT-12", LocalDate.of(2027, 3, 31), List.of());
        assertThat(BaselineText.line(entry))
                .isEqualTo(LINE + " | owner the realtime team | until 2027-03-31 | reason moves with CHAT-12");
    }

    @Test
    void whatIsWrittenIsReadAgainWhateverItsNames() throws Exception {
        List<BaselineEntry> entries = List.of(
                entry(KEY),
                entry(key("com.shop.App", "a b|c(d):e,#\\\n]", "(J)[I", MAKE, "")),
                entry(key("com.shop.App\u202e\ud83d\ude00", "\ud800", "", MAKE, "a | b")),
                entry(key("<native>", "", "", MAKE, "")),
                entry(key("App", "<clinit>", "()V", new Target("com.acme.Old", "FIELD", "[Lcom/acme/a b;"), "x")));
        Baseline before = Baseline.empty("it").with(entries);
        String text = BaselineText.of(before);
        assertThat(text.lines().skip(1)).allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c != 0x202e));
        Baseline after = BaselineText.parse("it", text);
        assertThat(after.entries()).isEqualTo(before.entries());
        assertThat(BaselineText.of(after)).isEqualTo(text);
    }

    @Test
    void linesAreSorted() {
        Baseline baseline = Baseline.empty("it")
                .with(List.of(
                        entry(key("com.shop.B", "run", "()V", MAKE, "")),
                        entry(key("com.shop.A", "run", "()V", MAKE, "")),
                        entry(key("com.shop.A", "play", "()V", MAKE, ""))));
        assertThat(baseline.entries())
                .extracting(entry -> entry.key().callerClass() + entry.key().callerMethod())
                .containsExactly("com.shop.Aplay", "com.shop.Arun", "com.shop.Brun");
    }

    @Test
    void commentsStayWithTheirLine() throws Exception {
        String text = """
                lastcall-baseline 1
                # of the file

                # of B
                old | com.shop.B#run() : void | call | com.acme.Old#make():void
                # of A
                old | com.shop.A | call | com.acme.Old#make():void
                # the end
                """.replace("run() : void", "run():void").replace("com.shop.A |", "com.shop.A#run |");
        assertThat(BaselineText.of(BaselineText.parse("it", text))).isEqualTo("""
                lastcall-baseline 1
                # of the file
                # of A
                old | com.shop.A#run | call | com.acme.Old#make():void
                # of B
                old | com.shop.B#run():void | call | com.acme.Old#make():void
                # the end
                """);
    }

    @Test
    void itsOwnHeadIsNoCommentOfTheFirstLine() throws Exception {
        String text = BaselineText.of(Baseline.empty("it").with(List.of(entry(KEY))));
        Baseline read = BaselineText.parse("it", text);
        assertThat(read.entries().get(0).comments()).isEmpty();
        assertThat(BaselineText.of(read.with(List.of()))).isEqualTo(BaselineText.of(Baseline.empty("it")));
    }

    @Test
    void aDescriptorThatIsNoneCannotBeHeld() {
        assertThat(BaselineText.canHold(KEY)).isTrue();
        assertThat(BaselineText.canHold(key("com.shop.App", "run", "(", MAKE, "")))
                .isFalse();
        assertThat(BaselineText.canHold(key("com.shop.App", "run", "", new Target("a.B", "m", "(V)V"), "")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a | b ; 2 ; at least four parts
            old | App | call | a.B#m():void ; 2 ; 'App' is no member; write it as
            old | A#m():void | cal | a.B#m():void ; 2 ; 'cal' is no kind of call (allowed: call, new,
            old | A#m():void | call | a.B#m() ; 2 ; behind the parameters stands the type
            old | A#m():void | call | a.B#m(vod,void):void ; 2 ; 'void' is no type
            old | A#m():void | call | a.B#m ; 2 ; the target needs its types
            old | A#m:int | call | a.B#m():void ; 2 ; the caller is a method
            old | A#m():void | call | a.B#m():void | until 2027-02-30 ; 2 ; '2027-02-30' is not a day
            old | A#m():void | call | a.B#m():void | untl 2027-02-28 ; 2 ; 'untl' is unknown (allowed: in, owner, until, reason)
            old | A#m():void | call | a.B#m():void | owner ; 2 ; 'owner' stands there without a text
            old | A#m():void | call | a.B#m():void | owner x | owner y ; 2 ; 'owner' stands there twice
            old | A#m\\u12():void | call | a.B#m():void ; 2 ; a backslash stands before
            """)
    void aMistakeIsNamedWithItsLine(String line, int number, String message) {
        InvalidBaselineException failure = catchThrowableOfType(
                InvalidBaselineException.class,
                () -> BaselineText.parse("it", "lastcall-baseline 1\r\n" + line + "\r\n" + LINE + "\r\n"));
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(number);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void allMistakesAreNamed() {
        InvalidBaselineException failure = catchThrowableOfType(
                InvalidBaselineException.class,
                () -> BaselineText.parse("it", "lastcall-baseline 1\nx\n" + LINE + "\ny\n" + LINE + "\n"));
        assertThat(failure.problems())
                .extracting(InvalidBaselineException.Problem::line)
                .containsExactly(2, 4, 5);
        assertThat(failure.problems().get(2).message()).contains("stands on line 3 as well");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            '' ; the file is empty
            '# a text' ; this is no baseline: its first line must be
            'lastcall-baseline 2' ; is of a version that is not known here
            """)
    void whatIsNoBaselineIsSaidSo(String text, String message) {
        InvalidBaselineException failure =
                catchThrowableOfType(InvalidBaselineException.class, () -> BaselineText.parse("it", text));
        assertThat(failure.problems().get(0).message()).contains(message);
    }

    private static BaselineEntry entry(SiteKey key) {
        return new BaselineEntry("old", key, "", "", null, List.of());
    }

    private static SiteKey key(String callerClass, String method, String descriptor, Target target, String artifact) {
        return new SiteKey(callerClass, method, descriptor, target, Kind.CALL, artifact);
    }
}
