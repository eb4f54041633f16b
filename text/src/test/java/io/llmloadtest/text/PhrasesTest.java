package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.Verdict;
import io.llmloadtest.verdict.slo.Axis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both languages say everything, nothing more, and never break on a value that is missing. */
class PhrasesTest {

    /** Where {@link FindingId} lists the value names of each finding. */
    private static final Path DECLARED = Path.of("../verdict/src/main/java/io/llmloadtest/verdict/FindingId.java");

    /** With more names than this, only a few of them are left out or kept at a time. */
    private static final int MOST_NAMES = 7;

    /** What a sentence with a hole would show. */
    private static final List<String> HOLES = List.of("{", "}", "[", "]", "||", "..", " ,", " .", "  ", "( ",
            "finding.", "why.", "note.");

    private static final Set<String> NOTES = Set.of("choices-not-requests", "warm-up-included", "interval-assumed",
            "levels-differ-in-opposite-directions", "prompt-once-per-choice",
            "unauthorized-not-counted", "first-token-late", "waited-for-http-clock",
            "sampled-in-flight", "shared-server", "itl-per-step");

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void everyCodeHasItsPhraseAndNoPhraseIsLeftOver(String language) throws ReflectiveOperationException {
        PhraseBook book = PhraseBook.of(Locale.of(language));
        Set<String> keys = book.keys().keySet().stream().filter(key -> !key.startsWith("word."))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted = new TreeSet<>(Set.of("headline", "load.valid", "load.invalid", "reason.explained",
                "reason.noted"));
        for (FindingId id : FindingId.values()) {
            wanted.add("finding." + id.key() + ".sentence");
            wanted.add("finding." + id.key() + ".advice");
        }
        add(wanted, "why.", Why.values());
        add(wanted, "counts.", Verdict.Counts.values());
        add(wanted, "timings.", Verdict.Timings.values());
        add(wanted, "load.", LoadProblem.values());
        add(wanted, "label.", Label.values());
        NOTES.forEach(note -> wanted.add("note." + note));
        assertThat(keys).isEqualTo(wanted);

        Set<String> words = new TreeSet<>();
        for (String type : List.of("io.llmloadtest.evidence.metrics.MetricsAvailability$Problem",
                "io.llmloadtest.evidence.logs.LogAvailability$Problem", "io.llmloadtest.evidence.metrics.Reset$Sign")) {
            for (Object constant : Class.forName(type).getEnumConstants()) {
                words.add("word." + constant.toString().toLowerCase(Locale.ROOT));
            }
        }
        words.addAll(List.of("word.container_restarted", "word.per_token", "word.per_chunk"));
        for (Axis axis : Axis.values()) {
            words.add("word." + axis.key());
        }
        Set<String> there = book.keys().keySet().stream().filter(key -> key.startsWith("word."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isEqualTo(words);
    }

    @Test
    void bothLanguagesUseTheSameValuesForEachPhrase() {
        Map<String, Set<String>> korean = PhraseBook.of(Locale.KOREAN).keys();
        PhraseBook.of(Locale.ENGLISH).keys()
                .forEach((key, names) -> assertThat(korean.get(key)).as(key).isEqualTo(names));
    }

    @Test
    void aFindingsPhrasesUseOnlyItsDeclaredValueNames() throws IOException {
        Map<String, Set<String>> declared = declaredNames();
        PhraseBook.of(Locale.ENGLISH).keys().forEach((key, names) -> {
            if (key.startsWith("finding.")) {
                String finding = key.split("\\.")[1];
                assertThat(declared).as("declared").containsKey(finding);
                assertThat(declared.get(finding)).as(key).containsAll(names);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void noSentenceBreaksWhateverValuesAreMissingOrZero(String language) {
        PhraseBook book = PhraseBook.of(Locale.of(language));
        Map<String, Set<String>> keys = book.keys();
        for (FindingId id : FindingId.values()) {
            for (Map<String, Fact> values : subsets(keys.get("finding." + id.key() + ".sentence"))) {
                Finding finding = Finding.of(id, new Scope.Run(), Severity.WARNING, values);
                assertWhole(book.sentence(finding), id + " " + values);
                assertWhole(book.advice(finding), id + " " + values);
            }
        }
        for (Why why : Why.values()) {
            for (Map<String, Fact> values : subsets(keys.get("why." + PhraseBook.key(why)))) {
                assertClean(book.reason(new Reason.NotCompared(why, texts(values))).orElseThrow(), why + " " + values);
            }
        }
        for (String note : NOTES) {
            for (Map<String, Fact> values : subsets(keys.get("note." + note))) {
                assertClean(book.reason(new Reason.Noted(note, texts(values))).orElseThrow(), note + " " + values);
            }
        }
    }

    @Test
    void anUnknownLanguageReadsEnglish() {
        assertThat(PhraseBook.of(Locale.FRENCH).locale()).isEqualTo(Locale.ENGLISH);
        assertThat(PhraseBook.of(Locale.KOREA).locale()).isEqualTo(Locale.KOREAN);
    }

    @Test
    void aCodeOfALaterJudgeStillReads() {
        assertThat(PhraseBook.of(Locale.ENGLISH).reason(new Reason.Noted("not-known-yet", Map.of())))
                .contains("not known yet");
    }

    private static Map<String, String> texts(Map<String, Fact> values) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((name, fact) -> texts.put(name, fact instanceof Fact.Amount(double amount)
                ? Double.toString(amount)
                : ""));
        return texts;
    }

    private static void assertWhole(String sentence, String of) {
        assertClean(sentence, of);
        if (!sentence.endsWith(".")) {
            fail(of + ": " + sentence);
        }
    }

    /** Plain checks, since they run a hundred thousand times. */
    private static void assertClean(String sentence, String of) {
        boolean clean = HOLES.stream().noneMatch(sentence::contains) && !sentence.isBlank()
                && sentence.chars().filter(c -> c == '(').count() == sentence.chars().filter(c -> c == ')').count();
        if (!clean) {
            fail(of + ": " + sentence);
        }
    }

    private static List<Map<String, Fact>> subsets(Set<String> names) {
        List<String> ordered = new ArrayList<>(names);
        List<Map<String, Fact>> all = new ArrayList<>();
        for (int mask = 0; mask < 1 << ordered.size(); mask++) {
            int present = Integer.bitCount(mask);
            if (ordered.size() > MOST_NAMES && present > 2 && present < ordered.size() - 2) {
                continue;
            }
            for (double amount : new double[]{0, 1, 1234}) {
                Map<String, Fact> values = new HashMap<>();
                for (int i = 0; i < ordered.size(); i++) {
                    if ((mask >> i & 1) == 1) {
                        values.put(ordered.get(i), Fact.of(amount));
                    }
                }
                all.add(values);
            }
        }
        return all;
    }

    private static void add(Set<String> wanted, String prefix, Enum<?>[] constants) {
        Stream.of(constants).forEach(constant -> wanted.add(prefix + PhraseBook.key(constant)));
    }

    /** Reads the table in the Javadoc of {@link FindingId}: the judge's declaration is the only one there is. */
    private static Map<String, Set<String>> declaredNames() throws IOException {
        Map<String, Set<String>> declared = new HashMap<>();
        String source = Files.readString(DECLARED).replaceAll("\\n *\\*(?!/) ?", " ");
        Matcher constant = Pattern
                .compile("/\\*\\*(?:(?!\\*/).)*?Values: ((?:(?!\\*/).)*)\\*/\\s*([A-Z0-9_]+)", Pattern.DOTALL)
                .matcher(source);
        while (constant.find()) {
            Set<String> names = new TreeSet<>();
            Matcher name = Pattern.compile("[a-z][a-z0-9_]*").matcher(constant.group(1).replaceAll("\\([^)]*\\)", ""));
            while (name.find()) {
                names.add(name.group());
            }
            declared.put(FindingId.valueOf(constant.group(2)).key(), names);
        }
        declared.put("server-warnings", declared.getOrDefault("server-errors", Set.of()));
        return declared;
    }
}
