# Rules for Conftest and Open Policy Agent over `licensecheck check --format json`, see docs/kubernetes.md.
package licensecheck

import rego.v1

# The report of licensecheck: the input itself, or --data report.json beside a manifest.
report := input if input.models

report := data.licensecheck_report if not input.models

# A report: each model that is stopped, and each file that could not be read.
deny contains message if {
	some model in input.models
	not model.passed
	message := concat(": ", [model.ref, concat("; ", model.reasons)])
}

deny contains message if {
	some problem in input.problems
	problem.hides_terms
	message := concat(" was not read: ", [problem.subject, problem.message])
}

# A duty is no reason to stop, but somebody must fulfil it.
warn contains message if {
	some model in input.models
	model.passed
	some duty in model.duties
	message := concat(": ", [model.ref, duty])
}

# A manifest of Kubernetes: only models of the report that pass may run.
allowed contains name if {
	some model in report.models
	model.passed
	some place in model.references
	name := place.text
}

# --model NAME or --model=NAME of any container, whatever kind of manifest holds it.
words contains {"list": list, "at": at, "word": word} if {
	walk(input.spec, [_, container])
	is_object(container)
	some key in ["command", "args"]
	list := object.get(container, key, [])
	some at, word in list
}

named contains name if {
	some one in words
	one.word == "--model"
	name := one.list[one.at + 1]
}

named contains name if {
	some one in words
	startswith(one.word, "--model=")
	name := trim_prefix(one.word, "--model=")
}

deny contains message if {
	input.kind
	some name in named
	not name in allowed
	message := concat("", [input.metadata.name, " runs ", name, ", which licensecheck did not let pass"])
}
