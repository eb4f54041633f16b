package io.llmloadtest.runner.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The words of a command line, asked for options: {@code --name value}, {@code --name=value}, with dashes or underscores
 * within the name.
 *
 * @param all the words
 */
record Words(List<String> all) {

    Words {
        all = List.copyOf(all);
    }

    /** The last value of an option under any of its names. */
    Optional<String> value(String... names) {
        return values(names).reduce((_, later) -> later);
    }

    /** Every value of an option under any of its names, in order. */
    Stream<String> values(String... names) {
        List<String> wanted = Arrays.stream(names).map(Words::plain).toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String word = all.get(i);
            int equals = word.startsWith("-") ? word.indexOf('=') : -1;
            String name = plain(equals < 0 ? word : word.substring(0, equals));
            if (wanted.contains(name)) {
                if (equals >= 0) {
                    found.add(word.substring(equals + 1));
                } else if (i + 1 < all.size()) {
                    found.add(all.get(i + 1));
                }
            }
        }
        return found.stream();
    }

    /** Whether an option is there, with or without a value. */
    boolean has(String name) {
        return all.stream().anyMatch(word -> plain(word.contains("=") ? word.substring(0, word.indexOf('=')) : word)
                .equals(plain(name)));
    }

    OptionalInt whole(String... names) {
        return value(names).map(Words::number).orElse(OptionalInt.empty());
    }

    /** A part of an option that lists {@code key=value,key=value}. */
    static Optional<String> part(String list, String key) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).filter(item -> item.startsWith(key + "="))
                .map(item -> item.substring(key.length() + 1)).findFirst();
    }

    static OptionalInt number(String text) {
        try {
            int value = Integer.parseInt(text.strip());
            return value > 0 ? OptionalInt.of(value) : OptionalInt.empty();
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }

    private static String plain(String name) {
        return name.startsWith("--") ? name.toLowerCase(Locale.ROOT).replace('_', '-') : name;
    }
}
