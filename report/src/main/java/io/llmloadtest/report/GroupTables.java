package io.llmloadtest.report;

import io.llmloadtest.report.Table.Column;
import io.llmloadtest.store.GroupsView;
import io.llmloadtest.store.GroupsView.GroupView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A level's requests told apart: a table by model where there are several, and one by turn where there are conversations. */
final class GroupTables {

    private static final int LONGEST_NAME = 24;

    private final ResultDocument result;
    private final Page page;
    private final PhraseBook book;
    private final LevelNames names;

    GroupTables(ResultDocument result, Page page, PhraseBook book, LevelNames names) {
        this.result = result;
        this.page = page;
        this.book = book;
        this.names = names;
    }

    void print(LevelView level) {
        level.groups().ifPresent(groups -> {
            Map<String, GroupView> models = new LinkedHashMap<>();
            groups.models().forEach(
                    model -> models.put(Columns.cut(Columns.clean(model.model()), LONGEST_NAME), model.requests()));
            print(Label.BY_MODEL, Label.MODEL, models, level);
            Map<String, GroupView> turns = new LinkedHashMap<>();
            groups.turns().forEach(turn -> turns.put(Integer.toString(turn.turn()), turn.requests()));
            print(Label.BY_TURN, Label.TURN, turns, level);
            conversations(groups);
        });
    }

    private void print(Label heading, Label first, Map<String, GroupView> groups, LevelView level) {
        if (groups.isEmpty()) {
            return;
        }
        boolean cached = groups.values().stream().anyMatch(group -> group.totalCachedTokens().isPresent());
        List<Column> columns = new ArrayList<>(List.of(column(first, 0), column(Label.SENT, 0),
                column(Label.FAILED, 0), column(Label.INPUT_TOKENS, 0)));
        if (cached) {
            columns.add(column(Label.CACHED_TOKENS, 0));
        }
        columns.addAll(List.of(column(Label.OUTPUT_TOKENS, 2), new Column("TTFT", 0), new Column("p95", 3),
                new Column("TPOT", 1), new Column("p95", 5), new Column("E2E", 0), new Column("p95", 4)));
        Table table = new Table(columns);
        groups.forEach((name, group) -> table.row(cells(name, group, cached)));
        page.heading(book.label(heading) + (names.areSeveral() ? ", " + names.of(level) : ""));
        page.table(table);
    }

    private List<String> cells(String name, GroupView group, boolean cached) {
        List<String> cells = new ArrayList<>(List.of(name, book.numbers().count(group.totalRequests()),
                book.numbers().count(group.failedRequests()), each(group.totalInputTokens(), group)));
        if (cached) {
            cells.add(each(group.totalCachedTokens(), group));
        }
        cells.addAll(List.of(each(group.totalOutputTokens(), group), millis(group.ttftMs().mean()),
                millis(group.ttftMs().p95()), millis(group.tpotMs().mean()), millis(group.tpotMs().p95()),
                millis(group.e2eLatencyMs().mean()), millis(group.e2eLatencyMs().p95())));
        return cells;
    }

    private void conversations(GroupsView groups) {
        if (groups.turns().isEmpty()) {
            return;
        }
        Map<String, Fact> values = new TreeMap<>();
        values.put("conversations", Fact.of((double) groups.turns().getFirst().requests().totalRequests()));
        planned("turns").ifPresent(rule -> values.put("turns", Fact.of(rule)));
        planned("think_time").ifPresent(rule -> values.put("think", Fact.of(rule)));
        planned("prompt_fingerprint").ifPresent(hash -> values.put("fingerprint", Fact.of(hash)));
        planned("history").ifPresent(whose -> values.put("history", Fact
                .of(book.label(whose.equals("recorded") ? Label.HISTORY_RECORDED : Label.HISTORY_SERVER))));
        page.paragraph("", book.label(Label.CONVERSATIONS, values));
    }

    private Optional<String> planned(String key) {
        return result.plan().get(key) instanceof String text ? Optional.of(Columns.clean(text)) : Optional.empty();
    }

    /** Of each request, in the mean. */
    private String each(long tokens, GroupView group) {
        return group.successfulRequests() == 0
                ? "-"
                : book.numbers().count(Math.round((double) tokens / group.successfulRequests()));
    }

    private String each(OptionalLong tokens, GroupView group) {
        return tokens.isPresent() ? each(tokens.getAsLong(), group) : "-";
    }

    private String millis(OptionalDouble value) {
        return value.isPresent() ? book.numbers().millis(value.getAsDouble()) : "-";
    }

    private Column column(Label label, int rank) {
        return new Column(book.label(label), rank);
    }
}
