# Sourced by scripts that build what is missing, in the folder of the repository.

# is_stale JAR FOLDER [UNUSED…]: whether the jar is missing, or older than a source below the folder that goes into it.
# Sources below an unused folder do not.
is_stale() {
  local jar=$1 folder=$2 unused passed=(-name target -o -name test -o -name docs)
  shift 2
  for unused; do
    passed+=(-o -path "$unused")
  done
  [[ -f $jar ]] || return 0
  [[ -n $(find pom.xml "$folder" \( "${passed[@]}" \) -prune -o \
    -type f -newer "$jar" \( -path '*/src/main/*' -o -name pom.xml \) -print | head -n 1) ]]
}
