package io.llmloadtest.report.html;

import io.llmloadtest.store.LevelView;
import io.llmloadtest.text.PhraseBook;

/** A level in a few characters, where a chart has no room for its name: its concurrency, or its rate. */
final class LevelMark {

    private LevelMark() {
    }

    static String of(LevelView level, PhraseBook book) {
        if (level.requestRate().isPresent()) {
            return book.numbers().rate(level.requestRate().getAsDouble()) + "/s";
        }
        return level.concurrency().isPresent()
                ? book.numbers().count(level.concurrency().getAsInt())
                : "#" + book.numbers().count(level.level() + 1);
    }
}
