package zdaemon.config;

import java.util.List;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;

/** Writes a tree as text that parses to the same tree, which only tests need. */
final class ConfigurationPrinter {
    private final StringBuilder out = new StringBuilder();

    static String print(Section document) {
        ConfigurationPrinter printer = new ConfigurationPrinter();
        printer.nodes(document.nodes(), "");
        return printer.out.toString();
    }

    private void nodes(List<Node> nodes, String indent) {
        for (Node node : nodes) {
            if (node instanceof Key key) {
                out.append(indent).append(key.name()).append(' ').append(key.value().orElseThrow().replace("$", "$$"))
                        .append('\n');
            } else if (node instanceof Section section) {
                section(section, indent);
            }
        }
    }

    private void section(Section section, String indent) {
        String head = section.type() + (section.name().isEmpty() ? "" : " " + section.name());
        if (section.nodes().isEmpty()) {
            out.append(indent).append('<').append(head).append("/>\n");
        } else {
            out.append(indent).append('<').append(head).append(">\n");
            nodes(section.nodes(), indent + "  ");
            out.append(indent).append("</").append(section.type()).append(">\n");
        }
    }
}
