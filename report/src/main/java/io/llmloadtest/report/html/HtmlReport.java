package io.llmloadtest.report.html;

import io.llmloadtest.report.html.model.PageModel;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A result as a page that stands alone: verdict, findings, comparisons, levels, latencies, and client and server on one time
 * axis. A run just ended and one read back from its folder give the same page. Its size does not grow with the run.
 */
public final class HtmlReport {

    private HtmlReport() {
    }

    /**
     * The page.
     *
     * @param result the published result
     * @param environment where the client ran; empty when that is not known
     * @param chronicle the run over time; {@link Chronicle#NONE} when that is not known
     * @param book the language
     */
    public static String render(ResultDocument result, Optional<EnvironmentView> environment, Chronicle chronicle,
            PhraseBook book) {
        List<Section> sections = Stream.of(new TestedSection(result, environment, book).section(),
                new FindingsSection(result, book).section(), new ComparisonsSection(result, book).section(),
                new LevelsSection(result, book).section(), new LatencySection(result, chronicle, book).section(),
                new ObjectivesSection(result, book).section(), new TimeSection(result, chronicle, book).section(),
                new ErrorsSection(result, chronicle, book).section(), new PlanSection(result, book).section())
                .flatMap(Optional::stream).toList();
        String title = book.label(Label.PAGE_TITLE);
        return Engine.render(new PageModel(book.locale().getLanguage(), title, result.runId(), StyleSheet.POLICY,
                StyleSheet.MARKUP, words(book), Banners.of(result, book), sections, foot(environment, book)));
    }

    private static Map<String, String> words(PhraseBook book) {
        Map<String, String> words = new TreeMap<>();
        words.put("skip", book.label(Label.PAGE_SKIP));
        words.put("contents", book.label(Label.PAGE_CONTENTS));
        words.put("verdict", book.label(Label.PAGE_VERDICT));
        words.put("advice", book.label(Label.PAGE_ADVICE));
        words.put("numbers", book.label(Label.PAGE_NUMBERS));
        return words;
    }

    private static String foot(Optional<EnvironmentView> environment, PhraseBook book) {
        return book.label(Label.PAGE_FOOT,
                environment.map(where -> Map.of("version", Facts.text(where.productVersion()))).orElse(Map.of()));
    }
}
