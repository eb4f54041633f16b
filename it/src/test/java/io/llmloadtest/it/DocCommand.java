package io.llmloadtest.it;

import io.llmloadtest.it.Page.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command that a page tells people to type.
 *
 * @param at page and line of its block
 * @param words the command, taken apart
 */
record DocCommand(String at, List<String> words) {

    private static final List<String> SHELL = List.of("sh", "bash", "shell");
    /** What begins a command in a block that does not say what it holds. */
    private static final Pattern BEGINS = Pattern
            .compile("(\\./|llm-loadtest |benchmarks/|build/|it/|samples/|docker |mvn |[A-Z_]+=\\S+ ).*");
    /** Options of docker run that a name may follow. */
    private static final List<String> VALUED = List.of("--name", "--network", "--user", "-u", "-v", "-e");
    private static final Pattern OURS = Pattern.compile("(.*/)?llm-loadtest");
    private static final Pattern IMAGE = Pattern.compile("(.*/)?llm-loadtest(:\\S+)?");

    /** The commands of a block; none when it shows something else. */
    static List<DocCommand> of(Block block) {
        List<DocCommand> all = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        for (String line : block.lines()) {
            whole.append(line.strip());
            if (line.strip().endsWith("\\")) {
                whole.setCharAt(whole.length() - 1, ' ');
                continue;
            }
            typed(block.language(), whole.toString()).ifPresent(typed -> ShellWords.commands(typed)
                    .forEach(words -> all.add(new DocCommand(block.at(), words))));
            whole.setLength(0);
        }
        return all;
    }

    /** What a person types of that line. */
    private static Optional<String> typed(String language, String line) {
        if (language.equals("console")) {
            return line.startsWith("$ ") ? Optional.of(line.substring(2)) : Optional.empty();
        }
        if (language.equals("yaml")) {
            String script = line.replaceFirst("^(- )?(run: |script: )?", "");
            return script.matches("(\\S*/)?llm-loadtest .*") ? Optional.of(script) : Optional.empty();
        }
        return SHELL.contains(language) || (language.isEmpty() && BEGINS.matcher(line).matches())
                ? Optional.of(line)
                : Optional.empty();
    }

    /** The arguments of llm-loadtest, started by itself or as a container; empty for another program. */
    Optional<List<String>> arguments() {
        if (OURS.matcher(words.getFirst()).matches()) {
            return Optional.of(words.subList(1, words.size()));
        }
        if (words.getFirst().equals("docker") && words.contains("run")) {
            for (int i = 2; i < words.size(); i++) {
                if (IMAGE.matcher(words.get(i)).matches() && !VALUED.contains(words.get(i - 1))) {
                    return Optional.of(words.subList(i + 1, words.size()));
                }
            }
        }
        return Optional.empty();
    }

    /** The script of this project that it starts, when it is one. */
    Optional<String> script() {
        String first = words.getFirst();
        return first.contains("/") && !first.startsWith("/") && !first.startsWith("$") && arguments().isEmpty()
                ? Optional.of(first)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return at + ": " + String.join(" ", words);
    }
}
