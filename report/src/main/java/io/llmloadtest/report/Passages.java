package io.llmloadtest.report;

import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;
import java.util.List;

/**
 * The passages of a report that read the same in every form of it.
 *
 * @param result the result
 * @param book the language
 */
public record Passages(ResultDocument result, PhraseBook book) {

    /** What was run, of whom, when, and how the client measured. */
    public List<Block> facts() {
        BlockPage page = new BlockPage();
        new LoadSection(result, page, book).header();
        return page.blocks();
    }

    /** What another tool reported, beside what is ours; nothing when the run was our own. */
    public List<Block> audit() {
        BlockPage page = new BlockPage();
        result.audit().ifPresent(audit -> new AuditSection(result, audit, page, book).print());
        return page.blocks();
    }

    /** Whether the load of open loops got out. */
    public List<Block> arrivals() {
        BlockPage page = new BlockPage();
        LoadSection load = new LoadSection(result, page, book);
        result.results().forEach(load::arrivals);
        return page.blocks();
    }

    /** The latencies of a level, and of its requests told apart by model and turn. */
    public List<Block> latencies(LevelView level) {
        BlockPage page = new BlockPage();
        new LoadSection(result, page, book).latencies(level);
        new GroupTables(result, page, book, new LevelNames(result, book)).print(level);
        return page.blocks();
    }

    /** How exactly the numbers are known. */
    public List<Block> statistics() {
        BlockPage page = new BlockPage();
        new StatisticsSection(result, page, book).print();
        return page.blocks();
    }

    /** The search, or the levels held against the objectives; nothing when there are none. */
    public List<Block> objectives() {
        BlockPage page = new BlockPage();
        result.search().ifPresentOrElse(search -> new SearchSection(result, search, page, book).print(),
                () -> new SloSection(result, page, book).print());
        return page.blocks();
    }
}
