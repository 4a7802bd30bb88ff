"""Builds the test node of Elasticsearch from a local JDK, jars from Maven Central and two Java classes."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from preflight import SetupError

RECIPE = Path(__file__).resolve().parents[1] / "tests" / "elasticsearch"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"  # pinned; any 3.x works
MAIN = "org.elasticsearch.plugins.TestNode"
OLDEST_JAVA = 21
JVM = Path("/usr/lib/jvm")


def find_java():
    """Return the folder of the newest suitable JDK, or None."""
    folders = [os.environ.get("ES_JAVA_HOME"), os.environ.get("JAVA_HOME"), *JVM.glob("*")]
    found = {}
    for folder in filter(None, folders):
        release = Path(folder) / "release"
        if release.is_file() and (Path(folder) / "bin" / "javac").exists():
            version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
            if version and int(version.group(1)) >= OLDEST_JAVA:
                found.setdefault(int(version.group(1)), Path(folder))
    return found[max(found)] if found else None


def find_missing_tool():
    """Return a message about the tool that this machine lacks, or an empty string."""
    if not find_java():
        return "needs a JDK of {} or later in /usr/lib/jvm or JAVA_HOME (such as Temurin)".format(OLDEST_JAVA)
    if not shutil.which("mvn"):
        return "needs Maven (apt install maven)"
    return ""


def fetch_jars(folder):
    """Copy the jars to `folder` unless present; raise SetupError when their hashes are not the expected ones."""
    known = dict(line.split()[::-1] for line in (RECIPE / "jars.sha256").read_text().splitlines())
    if _hashes(folder) == known:
        return
    shutil.rmtree(folder, ignore_errors=True)
    command = ["mvn", "-B", "-q", "-f", RECIPE / "pom.xml", PLUGIN + ":copy-dependencies"]
    done = subprocess.run(
        [*command, "-DoutputDirectory={}".format(folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if "ERROR" in line]
        raise SetupError(
            "Elasticsearch: Maven could not copy the jars: {}".format(lines[0][:300] if lines else "no reason")
        )
    if _hashes(folder) != known:
        shutil.rmtree(folder)
        raise SetupError("Elasticsearch: the jars are not those of tests/elasticsearch/jars.sha256")


def compile_classes(java, jars, folder):
    """Compile the Java classes to `folder` unless they are newer than their sources; raise SetupError on failure."""
    sources = sorted(RECIPE.glob("*.java"))
    made = folder / (MAIN.replace(".", "/") + ".class")
    if made.exists() and made.stat().st_mtime > max(source.stat().st_mtime for source in sources):
        return
    command = [java / "bin" / "javac", "--release", str(OLDEST_JAVA), "-d", folder, "-cp", str(jars / "*"), *sources]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise SetupError("Elasticsearch: javac: {}".format(done.stdout.strip().splitlines()[0]))


def _hashes(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.jar")}
