package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.llmloadtest.evidence.Capture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogBookTest {

    private static final String OK = "INFO:     10.0.0.1:1 - \"POST /v1/completions HTTP/1.1\" 200 OK";
    private static final AccessKey OK_KEY = new AccessKey("POST", "/v1/completions", 200);

    @Test
    void stretchesAreCutExactlyToTheLine() {
        LogBook book = new LogBook();
        for (int at = 0; at < 10; at++) {
            book.add(new LogLine(Lines.START.plusNanos(at), OK));
        }

        LogDigest digest = book.between(Lines.START.plusNanos(2), Lines.START.plusNanos(5));

        assertThat(digest.access()).containsEntry(OK_KEY, 3L);
        assertThat(digest.lines()).isEqualTo(3);
        assertThat(digest.first()).contains(Lines.START.plusNanos(3));
        assertThat(digest.last()).contains(Lines.START.plusNanos(5));
    }

    @Test
    void theRunsBeginningMarksWhatWasSeenBefore() {
        LogBook book = Lines.book("ERROR 01-01 00:00:00 [a.py:1] disk 7 failed", OK,
                "ERROR 01-01 00:00:03 [a.py:1] disk 8 failed", "ERROR 01-01 00:00:04 [b.py:1] bus failed", OK);
        book.beginRun(Lines.second(2));
        book.add(new LogLine(Lines.second(1.5), OK));

        assertThat(book.between(Lines.second(2), Lines.second(9)).events())
                .extracting(LogEvent::message, LogEvent::count, LogEvent::seenBefore)
                .containsExactly(tuple("disk 7 failed", 1L, true), tuple("bus failed", 1L, false));
        assertThat(book.between(Lines.second(2), Lines.second(9)).access()).containsEntry(OK_KEY, 1L);
        assertThat(book.before(Lines.second(2)).access()).containsEntry(OK_KEY, 2L);
        assertThat(book.before(Lines.second(2)).lines()).isEqualTo(3);
        assertThat(book.before(Lines.second(2)).events()).hasSize(1);
    }

    @Test
    void aLaterStretchSeesThatAccessLinesExistAtAll() {
        LogBook book = Lines.book(OK);

        assertThat(book.between(Lines.second(5), Lines.second(6)).accessLogSeen()).isTrue();
        assertThat(book.between(Lines.second(5), Lines.second(6)).statsLogSeen()).isFalse();
    }

    @Test
    void aRecordOfManyLinesIsOneEvent() {
        String head = "(APIServer pid=1) ERROR 10-20 03:20:50 [serving_chat.py:1136] ";
        LogDigest digest = Lines.digest(head + "Error in chat completion stream generator.",
                head + "Traceback (most recent call last):", head + "  File \"a.py\", line 1, in f", OK,
                head + "    raise ValueError(\"x\")", head + "ValueError: x", head, head
                        + "During handling of the above exception, another exception occurred:",
                head, head + "Traceback (most recent call last):", head + "  File \"b.py\", line 2, in g",
                head + "vllm.v1.engine.exceptions.EngineDeadError: gone");

        assertThat(digest.events()).extracting(LogEvent::kind, LogEvent::count, LogEvent::message)
                .containsExactly(tuple(LogEvent.Kind.ENGINE_DEAD, 1L, "Error in chat completion stream generator: "
                        + "vllm.v1.engine.exceptions.EngineDeadError: gone"));
        assertThat(digest.access()).containsEntry(OK_KEY, 1L);
    }

    @Test
    void twoRecordsOfOneSecondAndPlaceAreTwo() {
        String head = "ERROR 03-18 09:02:03 [serving_chat.py:133] Error with model message='The model `%s` does not exist.'";

        assertThat(Lines.digest(head.formatted("a"), head.formatted("b")).events())
                .extracting(LogEvent::kind, LogEvent::count)
                .containsExactly(tuple(LogEvent.Kind.UNKNOWN_MODEL, 2L));
    }

    @Test
    void aBareTracebackIsOneEventNamedByItsLastLine() {
        LogDigest digest = Lines.digest("Process EngineCore:", "Traceback (most recent call last):",
                "  File \"a.py\", line 1, in f", "    run()", "RuntimeError: no device", "all is well again");

        assertThat(digest.events()).extracting(LogEvent::message, LogEvent::level)
                .containsExactly(tuple("RuntimeError: no device", LogEvent.Level.ERROR));
    }

    @Test
    void processesThatSpeakAtOnceAreKeptApart() {
        LogDigest digest = Lines.digest("(A pid=1) Traceback (most recent call last):",
                "(B pid=2) Traceback (most recent call last):", "(A pid=1)   File \"a.py\", line 1",
                "(B pid=2)   File \"b.py\", line 1", "(A pid=1) AError: a", "(B pid=2) BError: b");

        assertThat(digest.events()).extracting(LogEvent::message).containsExactly("AError: a", "BError: b");
    }

    @Test
    void aJsonRecordBringsItsTraceback() {
        LogDigest digest = Lines.digest("{\"levelname\": \"ERROR\", \"extra\": {\"message\": [1, \"no}\"]}, "
                + "\"message\": \"failed\\nbadly\", \"exc_info\": \"Traceback (most recent call last):\\n  File "
                + "\\\"a.py\\\"\\ntorch.OutOfMemoryError: CUDA out of memory\"}", "a bare line that follows");

        assertThat(digest.events()).extracting(LogEvent::message, LogEvent::kind, LogEvent::count)
                .containsExactly(tuple("failed: torch.OutOfMemoryError: CUDA out of memory",
                        LogEvent.Kind.OUT_OF_MEMORY, 1L));
    }

    @Test
    void messagesThatDifferInNumbersIdsAndQuotesAreOneGroup() {
        LogDigest digest = Lines.digest("WARNING 01-01 00:00:01 [a.py:1] request chatcmpl-9f86d081884c7d65 took 12.5 s",
                "WARNING 01-01 00:00:02 [a.py:1] request chatcmpl-60303ae22b998861 took 9.75 s",
                "WARNING 01-01 00:00:03 [a.py:1] cannot parse 'abc'",
                "WARNING 01-01 00:00:04 [a.py:1] cannot parse 'x y'");

        assertThat(digest.events()).extracting(LogEvent::count).containsExactly(2L, 2L);
        assertThat(digest.events().getFirst().first()).isEqualTo(Lines.second(1));
        assertThat(digest.events().getFirst().last()).isEqualTo(Lines.second(2));
    }

    @Test
    void promptsAreNotKept() {
        LogDigest digest = Lines.digest("ERROR 01-01 00:00:01 [a.py:1] failed with prompt: 'my secret', "
                + "prompt_token_ids=[1, 2, 3], {'role': 'user', 'content': \"my secret\"}, prompt='my secr");

        assertThat(digest.events().getFirst().message()).doesNotContain("secr").doesNotContain("1, 2")
                .contains("failed");
    }

    @Test
    void longMessagesAreCutAndTooManyGroupsCounted() {
        LogBook book = new LogBook();
        for (int at = 0; at < 300; at++) {
            String word = "w".repeat(at + 1);
            book.add(new LogLine(Lines.second(at), "ERROR 01-01 00:00:01 [a.py:1] x " + word + " failed"));
        }
        LogDigest digest = book.before(Instant.MAX);

        assertThat(digest.events()).hasSizeLessThanOrEqualTo(202);
        assertThat(digest.events(LogEvent.Level.ERROR)).isEqualTo(300);
        assertThat(digest.cut()).isBetween(80L, 100L);
        assertThat(digest.events()).allSatisfy(event -> assertThat(event.message()).hasSizeLessThanOrEqualTo(300));
    }

    @Test
    void manyDifferentPathsAreBounded() {
        LogBook book = new LogBook();
        for (int at = 0; at < 5000; at++) {
            book.add(new LogLine(Lines.second(at), OK.replace("/v1/completions", "/scan/" + at)));
        }
        LogDigest digest = book.before(Instant.MAX);

        assertThat(digest.access().size()).isLessThan(2100);
        assertThat(digest.access().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(5000);
    }

    @Test
    void millionsOfAccessLinesFit() {
        LogBook book = new LogBook();
        for (int at = 0; at < 2_000_000; at++) {
            book.add(new LogLine(Lines.START.plusNanos(at), OK));
        }

        LogDigest digest = book.between(Lines.START, Lines.START.plusSeconds(1));

        assertThat(digest.access()).containsExactly(Map.entry(OK_KEY, 1_999_999L));
        assertThat(digest.cut()).isZero();
    }

    @Test
    void progressBarsDoNotHideWhatFollows() {
        LogDigest digest = Lines.digest(
                "Loading:  0%|  |\rLoading: 100%|##| 1/1 [00:00]\rERROR 01-01 00:00:01 [a.py:1] bad",
                "Loading: 50%ERROR 01-01 00:00:02 [a.py:1] worse", OK + OK);

        assertThat(digest.events()).extracting(LogEvent::message).containsExactly("bad", "worse");
        assertThat(digest.access()).containsEntry(OK_KEY, 2L);
        assertThat(digest.lines()).isEqualTo(3);
    }

    @Test
    void noDamageMakesItThrowOrBreaksTheLawOfTheJudgedLines() {
        long seed = 20261125;
        Random random = new Random(seed);
        for (String version : List.of("0.20.2", "0.11.2", "0.32.0/log-requests")) {
            byte[] whole = new Capture(version).bytes("docker.log");
            for (int round = 0; round < 30; round++) {
                byte[] damaged = whole.clone();
                for (int hit = 0; hit < 300; hit++) {
                    int at = random.nextInt(damaged.length - 40);
                    damaged[at] = (byte) random.nextInt(256);
                    System.arraycopy(whole, random.nextInt(whole.length - 40), damaged, at, random.nextInt(40));
                }
                List<LogLine> lines = new ArrayList<>();
                String text = new String(damaged, StandardCharsets.UTF_8);
                Arrays.stream(text.split("\n")).forEach(line -> lines.add(
                        new LogLine(Lines.second(lines.size() * 0.01), line.substring(Math.min(31, line.length())))));
                CaptureLogTest.assertSameDigest(lines);
            }
        }
        assertThat(seed).isPositive();
    }

    @Test
    void theJudgedLinesHoldNoPromptsAndNoQueries() {
        JudgedLines judged = new JudgedLines();
        List<String> saved = new ArrayList<>();
        for (String text : List.of("INFO 03-18 09:03:16 [logger.py:39] Received request x: prompt: 'secret'", OK,
                OK.replace("completions HTTP", "completions?key=secret HTTP"), "just a line",
                "ERROR 01-01 00:00:01 [a.py:1] bad input: {'messages': [{'content': 'a ] secret } b'}], 'x': 'secret'}",
                "{\"level\": \"ERROR\", \"message\": \"prompt: 'secret' failed\", \"exc_info\": \"Traceback (most "
                        + "recent call last):\\n  File\\nValueError: content='secret'\"}",
                "(APIServer pid=1) INFO:     Started server process [1]")) {
            judged.pick(new LogLine(Lines.START, text)).ifPresent(line -> saved.add(line.text()));
        }

        assertThat(saved).hasSize(6).noneMatch(text -> text.contains("secret"));
        assertThat(Lines.digest(saved.toArray(String[]::new)).events())
                .extracting(LogEvent::message)
                .containsExactly("bad input: {\u2026}", "prompt: '\u2026' failed: ValueError: content='\u2026'");
        assertThat(Lines.digest(saved.toArray(String[]::new)).access()).containsEntry(OK_KEY, 2L);
    }

    @Test
    void aLineFullOfQuotesIsNoTrap() {
        String hostile = "ERROR 01-01 00:00:01 [a.py:1] " + "'\\".repeat(500_000);

        assertThat(Lines.digest(hostile).events()).hasSize(1);
    }

    @Test
    void oddLinesKeepTheLawOfTheJudgedLines() {
        String stats = "INFO 07-28 06:41:09 [loggers.py:118] Engine 000: Avg prompt throughput: 1.5 tokens/s, Avg "
                + "generation throughput: 2.5 tokens/s, Running: 1 reqs";
        List<String> texts = List.of(stats + stats, OK + "ERROR 01-01 00:00:01 [a.py:1] what? prompt='a?b'",
                "{\"level\": \"error\", \"message\": \"a\\nTraceback (most recent call last):\\n  b\\nCError: c\"}",
                "ERROR 01-01 00:00:01 [a.py:1] prompt: '" + "long ".repeat(9000) + "' was too long",
                "ERROR 01-01 00:00:01 [a.py:1] " + "x ".repeat(9000), "web | ERROR:    Exception in ASGI application",
                "web | Traceback (most recent call last):", "web |   File \"a\"", OK, "noise", "web | ValueError: x",
                "\u001b[31mERROR\u001b[0m:    coloured 'quote", "0%|\r100%|\rWARNING 01-01 00:00:01 [a.py:1] slow\r",
                "WARNING 01-01 00:00:01 [a.py:1] very", "Killed", "INFO:     Started server process [1]", stats);
        List<LogLine> lines = new ArrayList<>();
        texts.forEach(text -> lines.add(new LogLine(Lines.second(lines.size()), text)));

        CaptureLogTest.assertSameDigest(lines);
        assertThat(Lines.digest(lines).events()).hasSize(8);
    }

    @Test
    void thousandsOfRecordsGluedToOneLineAreReadWithoutGoingDeeper() {
        String access = "INFO:     172.17.0.1:59494 - \"POST /v1/chat/completions HTTP/1.1\" 200 OK ";
        String stats = "INFO 11-25 10:15:30 [loggers.py:335] Engine 000: Avg prompt throughput: 1.0 tokens/s";
        LogBook book = new LogBook();
        book.add(new LogLine(Instant.EPOCH.plusSeconds(1), access.repeat(4000)));
        book.add(new LogLine(Instant.EPOCH.plusSeconds(2), stats.repeat(40_000)));

        assertThat(book.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(3)).accessLines(
                Set.of("/v1/chat/completions"), status -> status == 200)).isEqualTo(4000);
    }
}
