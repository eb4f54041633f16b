package io.llmloadtest.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of documentation.
 *
 * @param file where it is, from the root of the project
 * @param lines its lines
 */
record Page(Path file, List<String> lines) {

    /**
     * A fenced block.
     *
     * @param page the page it is on
     * @param line the line of its fence, from 1
     * @param language what the fence says; empty when nothing
     * @param lines what is in it
     */
    record Block(Path page, int line, String language, List<String> lines) {

        String at() {
            return page + ":" + line;
        }
    }

    /** The READMEs, and all of docs/ and samples/. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.list(Product.ROOT.resolve("docs"));
                Stream<Path> samples = Files.walk(Product.ROOT.resolve("samples"))) {
            return Stream.of(Stream.of("README.md", "README.ko.md", "ARCHITECTURE.md", "CONTRIBUTING.md",
                    "benchmarks/README.md", "it/real-vllm/README.md").map(Product.ROOT::resolve), docs, samples)
                    .flatMap(pages -> pages).filter(page -> page.toString().endsWith(".md")).sorted().map(Page::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(Product.ROOT.relativize(file), Files.readAllLines(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).strip().startsWith("```")) {
                continue;
            }
            if (open < 0) {
                open = i;
            } else {
                blocks.add(new Block(file, open + 1, lines.get(open).strip().substring(3).strip(),
                        lines.subList(open + 1, i)));
                open = -1;
            }
        }
        if (open >= 0) {
            throw new AssertionError(file + ":" + (open + 1) + ": the block is not closed");
        }
        return blocks;
    }

    /** The lines outside of blocks. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            boolean fence = line.strip().startsWith("```");
            if (!inside && !fence) {
                prose.add(line);
            }
            inside ^= fence;
        }
        return prose;
    }
}
