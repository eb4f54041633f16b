package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A container as an engine knows it, with its log records. */
final class FakeContainer {

    final String id;
    final String name;
    boolean running = true;
    boolean removed;
    boolean terminal;
    String driver = "json-file";
    String network = "bridge";
    String address = "";
    Instant startedAt = Instant.parse("2026-11-25T09:00:00Z");
    Instant finishedAt = Instant.parse("0001-01-01T00:00:00Z");
    List<Integer> ports = new ArrayList<>();
    List<Integer> exposed = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    Map<String, String> labels = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    FakeContainer(String id, String name) {
        this.id = id;
        this.name = name;
    }

    /** One record of the log; a line of more than 16 KiB is several. */
    record Entry(Channel channel, Instant at, byte[] text) {}

    synchronized void log(Instant at, String line) {
        log(Channel.OUT, at, line + "\n");
    }

    synchronized void log(Channel channel, Instant at, String text) {
        entries.add(new Entry(channel, at, text.getBytes(StandardCharsets.UTF_8)));
        notifyAll();
    }

    /** Rotation takes the oldest records away. */
    synchronized void forget(int count) {
        entries.subList(0, count).clear();
    }

    void stop() {
        stop(Instant.now());
    }

    synchronized void stop(Instant at) {
        finishedAt = at;
        running = false;
        notifyAll();
    }

    synchronized void start(Instant at) {
        running = true;
        startedAt = at;
        notifyAll();
    }

    synchronized void remove() {
        running = false;
        removed = true;
        notifyAll();
    }

    synchronized int size() {
        return entries.size();
    }

    /** The record at {@code index}, waiting for it while the container runs; empty list when there is none to come. */
    synchronized List<Entry> next(int index, boolean follow) throws InterruptedException {
        while (follow && running && index >= entries.size()) {
            wait();
        }
        return index < entries.size() ? List.of(entries.get(index)) : List.of();
    }
}
