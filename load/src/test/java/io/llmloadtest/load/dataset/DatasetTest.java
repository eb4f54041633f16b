package io.llmloadtest.load.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.plan.DatasetFormat;
import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.IllegalPlanException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetTest {

    private static final UserFile FILE = new UserFile("--dataset", Path.of("prompts.json"));
    private static final int MANY = 1000;

    private static Dataset read(String text, DatasetFormat format, Endpoint endpoint, int most) throws IOException {
        return Dataset.read(FILE, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), format,
                form(endpoint), 7,
                new Sample(most, 1 << 20));
    }

    private static EntryForm form(Endpoint endpoint) {
        return new EntryForm(endpoint, Optional.empty());
    }

    private static Dataset read(String text) throws IOException {
        return read(text, DatasetFormat.AUTO, Endpoint.CHAT_COMPLETIONS, MANY);
    }

    private static String lines(int entries) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < entries; i++) {
            lines.append("{\"prompt\": \"p").append(i).append("\"}\n");
        }
        return lines.toString();
    }

    private static List<String> texts(Dataset dataset) {
        return dataset.entries().stream().map(DatasetEntry::text).toList();
    }

    @Test
    void ofAConversationTheFirstQuestionAndTheLengthOfItsAnswerAreTaken() throws IOException {
        Dataset dataset = read("""
                [{"id": "a", "conversations": [{"from": "human", "value": "Who \\"are\\" you?"},
                   {"from": "gpt", "value": "A model."}, {"from": "human", "value": "And now?"}]}]
                """);

        DatasetEntry entry = dataset.entries().getFirst();
        assertThat(entry.prompt()).isEqualTo("[{\"role\":\"user\",\"content\":\"Who \\\"are\\\" you?\"}]");
        assertThat(entry.text()).isEqualTo("Who \"are\" you?");
        assertThat(entry.answer()).hasValue(8);
        assertThat(entry.outputTokens()).isEmpty();
    }

    @Test
    void aConversationThatBeginsWithAnAnswerIsTakenFromItsFirstQuestionOn() throws IOException {
        Dataset dataset = read("""
                [{"conversations": [{"from": "gpt", "value": "Hello!"}, {"from": "human", "value": "Hi."},
                   {"from": "gpt", "value": "So?"}]}]
                """);

        assertThat(texts(dataset)).containsExactly("Hi.");
    }

    @Test
    void conversationsWithNothingToSendArePassedOverAndCounted() throws IOException {
        Dataset dataset = read("""
                [{"conversations": []}, {"conversations": [{"from": "human", "value": "alone"}]},
                 {"conversations": [{"from": "human", "value": " "}, {"from": "gpt", "value": "x"}]},
                 {"conversations": [{"from": "human", "value": "good"}, {"from": "gpt", "value": "x"}]}]
                """);

        assertThat(texts(dataset)).containsExactly("good");
        assertThat(dataset.seen()).isEqualTo(4);
        assertThat(dataset.passedOver()).isEqualTo(3);
    }

    @Test
    void linesMayHoldPromptsMessagesOrConversations() throws IOException {
        Dataset dataset = read(
                """
                        \uFEFF{"prompt": "one", "output_tokens": 5}

                        {"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": [{"type": "text", "text": "two"}]}], "max_tokens": 6}
                        {"conversations": [{"from": "human", "value": "three"}, {"from": "gpt", "value": "x"}], "id": 3}
                        """);

        assertThat(texts(dataset)).containsExactlyInAnyOrder("one", "Be kind.\ntwo", "three");
        assertThat(dataset.entries()).filteredOn(entry -> entry.outputTokens().isPresent())
                .extracting(entry -> entry.outputTokens().getAsInt()).containsExactlyInAnyOrder(5, 6);
        assertThat(dataset.entries()).extracting(DatasetEntry::prompt).contains(
                "[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"two\"}]}]");
    }

    @Test
    void completionsGetTheTextAlone() throws IOException {
        Dataset dataset = read("{\"prompt\": \"a\\nb\"}", DatasetFormat.AUTO, Endpoint.COMPLETIONS, MANY);

        assertThat(dataset.entries().getFirst().prompt()).isEqualTo("\"a\\nb\"");
    }

    @Test
    void aSmallerSampleIsTheBeginningOfALargerOne() throws IOException {
        List<String> large = texts(read(lines(500), DatasetFormat.AUTO, Endpoint.CHAT_COMPLETIONS, 400));
        List<String> small = texts(read(lines(500), DatasetFormat.AUTO, Endpoint.CHAT_COMPLETIONS, 40));

        assertThat(large).hasSize(400).doesNotHaveDuplicates().startsWith(small.toArray(String[]::new));
        assertThat(small).hasSize(40).isNotEqualTo(small.stream().sorted().toList());
    }

    @Test
    void everyEntryIsAsLikelyToBeChosen() throws IOException {
        int[] chosen = new int[50];
        byte[] text = lines(chosen.length).getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 2000; seed++) {
            Dataset dataset = Dataset.read(FILE, new ByteArrayInputStream(text), DatasetFormat.JSONL,
                    form(Endpoint.COMPLETIONS), seed, new Sample(10, 1 << 20));
            texts(dataset).forEach(each -> chosen[Integer.parseInt(each.substring(1))]++);
        }

        // chosen 400 times each in the mean, with a standard deviation of 18
        assertThat(IntStream.of(chosen)).allMatch(times -> times > 400 - 75 && times < 400 + 75);
    }

    private static Arguments mistake(String text, String message) {
        return Arguments.of(text, message);
    }

    private static List<Arguments> mistakes() {
        return List.of(mistake("", "give a JSON array, which begins with [, or JSON lines, which begin with {"),
                mistake("hello", "give a JSON array, which begins with [, or JSON lines, which begin with {"),
                mistake("{\"prompt\": \"a\"}\n\n{\"prompt\": \"b\"",
                        "give in line 3 one whole JSON object instead of \"{\"prompt\": \"b\"\""),
                mistake("{\"prompt\": \"a\"}\n7", "give in line 2 one whole JSON object instead of \"7\""),
                mistake("{\"prompt\": 7}",
                        "give in line 1 an object with prompt, messages or conversations instead of \"{\"prompt\": 7}\""),
                mistake("{\"messages\": [1]}",
                        "give in line 1 messages as a list of {\"role\": .., \"content\": ..} instead of \"{\"messages\": [1]}\""),
                mistake("[\n{\"conversations\": []},\n{\"text\": \"a\"}]",
                        "give in line 3, entry 2, an object with prompt, messages or conversations instead of \"{\"text\":\"a\"}\""),
                mistake("[{\"conversations\": []},", "give well-formed JSON; line 1, column 24, entry 2: "),
                mistake("[{\"conversations\": []}\n{", "give well-formed JSON; line 2, column 1, entry 2: "),
                mistake("[{\"conversations\": 5}]", "give in line 1, entry 1, conversations as a list of {"),
                mistake("[]", "give a file with prompts; of its 0 entries none has one that can be sent"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithFileAndLine(String text, String message) {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> read(text))
                .withMessageStartingWith("--dataset prompts.json is not possible: " + message);
    }

    @Test
    void messagesAreNoPromptForCompletions() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> read("{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}", DatasetFormat.AUTO,
                        Endpoint.COMPLETIONS, MANY))
                .withMessageContaining(
                        "give in line 1 an object with prompt, since only --endpoint chat takes messages");
    }

    /** A file that is made while it is read, and exists nowhere. */
    private static InputStream generated(String first, long entries, LongFunction<String> entry) {
        Iterator<InputStream> parts = LongStream.rangeClosed(0, entries)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(
                        (i == 0 ? first : entry.apply(i)).getBytes(StandardCharsets.UTF_8)))
                .iterator();
        Enumeration<InputStream> each = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        };
        return new SequenceInputStream(each);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHAREGPT", "JSONL"})
    void ofAFileOf200MegabytesNoMoreIsHeldThanTheBound(DatasetFormat format) throws IOException {
        String turn = "word ".repeat(2000);
        long entries = 200_000_000 / (2L * turn.length());
        boolean array = format == DatasetFormat.SHAREGPT;
        Watched sample = new Watched();
        InputStream in = generated(array ? "[" : "", entries,
                i -> "{\"conversations\": [{\"from\": \"human\", \"value\": \"" + i + " " + turn
                        + "\"}, {\"from\": \"gpt\", \"value\": \"" + turn + "\"}]}"
                        + (array ? i == entries ? "]" : "," : "\n"));

        Dataset dataset = Dataset.read(FILE, in, format, form(Endpoint.CHAT_COMPLETIONS), 7, sample.sample);

        assertThat(dataset.seen()).isEqualTo(entries);
        assertThat(dataset.entries()).hasSizeBetween(20, 60);
        assertThat(sample.sample.characters()).isLessThanOrEqualTo(Watched.MOST);
    }

    /** A sample of a megabyte. */
    private static final class Watched {
        static final long MOST = 1 << 20;
        final Sample sample = new Sample(100_000, MOST);
    }

    @Test
    void anEndlessEntryDoesNotFillTheMemory() {
        String endless = "word ".repeat(10_000);
        for (String begin : List.of("[{\"conversations\": [", "{\"messages\": [")) {
            InputStream in = generated(begin, 1000, i -> "\"" + endless + "\",");
            assertThatExceptionOfType(IllegalPlanException.class)
                    .isThrownBy(() -> Dataset.read(FILE, in, DatasetFormat.AUTO, form(Endpoint.CHAT_COMPLETIONS), 7,
                            new Sample(10, 1 << 20)))
                    .withMessageContaining("of at most 33554432 bytes").withMessageContaining("1 is longer");
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> Dataset.read(Path.of("no-such-file"), DatasetFormat.AUTO, Endpoint.COMPLETIONS, 0, 1,
                        Optional.empty()))
                .withMessage("--dataset no-such-file is not possible: give a file that can be read (there is none)");
    }
}
