package io.llmloadtest.cli.config;

import io.llmloadtest.cli.config.PlanFile.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a plan event by event, so that nothing a file says makes it grow in memory or call for deep recursion: no file over a
 * mebibyte, no anchors, no tags, nothing deeper than a list of pairs, and no key twice.
 */
final class PlanReader {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ITEMS = 10_000;

    private final String name;
    private final Iterator<Event> events;

    private PlanReader(String name, String text) {
        this.name = name;
        LoadSettings settings = LoadSettings.builder().setLabel(name).setParseComments(false).build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /** Reads a file. */
    static PlanFile read(Path file) {
        String name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw ConfigurationMistake.at(file.toString(), "a plan has at most 1 MiB; this is something else");
            }
            return parse(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException missing) {
            throw ConfigurationMistake.at(file.toString(), "there is no such file; write one with: llm-loadtest init");
        } catch (IOException unreadable) {
            throw ConfigurationMistake.at(file.toString(), "this file cannot be read: " + unreadable.getMessage());
        }
    }

    /** Reads a text. */
    static PlanFile parse(String name, String text) {
        try {
            return new PlanReader(name, text).document();
        } catch (MarkedYamlEngineException broken) {
            throw ConfigurationMistake.at(name + broken.getProblemMark().map(PlanReader::lineAndColumn).orElse(""),
                    "this is not YAML: " + oneLine(Optional.ofNullable(broken.getProblem()).orElse("unreadable")));
        } catch (YamlEngineException broken) {
            throw ConfigurationMistake.at(name,
                    "this is not YAML: " + oneLine(Optional.ofNullable(broken.getMessage()).orElse("unreadable")));
        }
    }

    private PlanFile document() {
        List<Entry> entries = List.of();
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (seen) {
                    throw refuse(event, "a plan is one document; take out the second one");
                }
                seen = true;
                entries = root(plain(node));
            }
        }
        return new PlanFile(name, entries);
    }

    private List<Entry> root(NodeEvent event) {
        return switch (event) {
            case MappingStartEvent _ -> entries();
            case ScalarEvent nothing when nothing.getValue().isEmpty() -> List.of();
            default -> throw refuse(event, "a plan is lines of 'key: value', such as 'concurrency: [1, 8, 32]'");
        };
    }

    private List<Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            Entry entry = new Entry(key(event), line(event), value(events.next()));
            Optional.ofNullable(entries.put(entry.key(), entry)).ifPresent(first -> {
                throw ConfigurationMistake.at(name + ":" + entry.line(), "the key '" + shown(entry.key())
                        + "' is there already, in line " + first.line());
            });
        }
        return List.copyOf(entries.values());
    }

    private PlanValue value(Event event) {
        return switch (event) {
            case SequenceStartEvent list -> {
                plain(list);
                yield listed();
            }
            case MappingStartEvent pairs -> {
                plain(pairs);
                yield pairs();
            }
            default -> new PlanValue.One(scalar(event));
        };
    }

    private PlanValue.Listed listed() {
        List<PlanValue> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            if (items.size() == MOST_ITEMS) {
                throw refuse(event, "a list has at most " + MOST_ITEMS + " items");
            }
            if (event instanceof MappingStartEvent pairs) {
                plain(pairs);
                items.add(pairs());
            } else {
                items.add(new PlanValue.One(scalar(event)));
            }
        }
        return new PlanValue.Listed(items);
    }

    private PlanValue.Pairs pairs() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            String key = key(event);
            if (values.put(key, scalar(events.next())) != null) {
                throw refuse(event, "the key '" + shown(key) + "' is there already");
            }
        }
        return new PlanValue.Pairs(values);
    }

    private String key(Event event) {
        if (event instanceof ScalarEvent) {
            return scalar(event);
        }
        throw refuse(event, "a key is one word");
    }

    private String scalar(Event event) {
        if (event instanceof NodeEvent node && plain(node) instanceof ScalarEvent scalar) {
            boolean written = scalar.getScalarStyle() != ScalarStyle.PLAIN;
            if (!written && (scalar.getValue().isEmpty() || scalar.getValue().matches("~|null|Null|NULL"))) {
                throw refuse(event, "there is no value here; write one, or put a # before the line");
            }
            return scalar.getValue();
        }
        throw refuse(event, "this is nested too deeply; write one value, or a list of values");
    }

    /** Refuses what could make a small file large or run code. */
    private NodeEvent plain(NodeEvent event) {
        boolean tagged = switch (event) {
            case ScalarEvent scalar -> scalar.getTag().isPresent();
            case SequenceStartEvent list -> list.getTag().isPresent();
            case MappingStartEvent pairs -> pairs.getTag().isPresent();
            default -> false;
        };
        if (event instanceof AliasEvent || event.getAnchor().isPresent() || tagged) {
            throw refuse(event, "anchors, aliases and tags (&, *, !) have no place in a plan; write the value out, in"
                    + " quotes when it begins with one of them");
        }
        return event;
    }

    private ConfigurationMistake refuse(Event event, String what) {
        return ConfigurationMistake.at(name + event.getStartMark().map(PlanReader::lineAndColumn).orElse(""), what);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String lineAndColumn(Mark mark) {
        return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    static String shown(String key) {
        return oneLine(key.length() > 60 ? key.substring(0, 60) + "..." : key);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
