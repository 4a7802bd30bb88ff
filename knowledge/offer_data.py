"""schema.org data of an offer: a JobPosting or a Course where it is one, else an Offer."""

PLACES = {"internship", "learning-place"}  # forms of offer that give somebody a place to work


def describe_offer(offer) -> dict:
    """Return the `mainEntity` of an open offer.

    A place is a JobPosting only when an organisation of the directory gives it, and a course a Course only when one teaches
    it: both types ask for an organisation, and a name by hand may be that of students who offer their own time.
    """
    organisations = [organisation for _label, organisation, _role in offer.localized_partners]
    if organisations and offer.form in PLACES:
        found = _job_posting(offer, organisations[0])
    elif organisations and offer.form == "course":
        found = _course(offer, organisations[0])
    else:
        found = _offer(offer)
    return {"mainEntity": {name: value for name, value in found.items() if value}}


def _organisation(organisation) -> dict:
    return {"@type": "Organization", "name": organisation.name}


def _iso(day) -> str:
    return day.isoformat() if day else ""


def _job_posting(offer, organisation) -> dict:
    where = [place.name for place in offer.localized_places]
    address = {"@type": "PostalAddress", "addressLocality": where[0] if where else "Den Haag", "addressCountry": "NL"}
    return {
        "@type": "JobPosting",
        "title": offer.title,
        "description": offer.lead,
        "datePosted": _iso(offer.display_date),
        "validThrough": _iso(offer.open_until),
        "employmentType": "INTERN",
        "hiringOrganization": _organisation(organisation),
        "jobLocation": {"@type": "Place", "address": address},
        "jobStartDate": _iso(offer.start),
        "totalJobOpenings": offer.students,
    }


def _course(offer, organisation) -> dict:
    run = {
        "@type": "CourseInstance",
        "courseMode": "onsite",
        "startDate": _iso(offer.start),
        "endDate": _iso(offer.end),
    }
    return {
        "@type": "Course",
        "name": offer.title,
        "description": offer.lead,
        "provider": _organisation(organisation),
        "numberOfCredits": float(offer.ec) if offer.ec else None,
        "educationalLevel": "" if offer.level == "any" else offer.level,
        "hasCourseInstance": {name: value for name, value in run.items() if value} if offer.start else None,
    }


def _offer(offer) -> dict:
    return {
        "@type": "Offer",
        "name": offer.title,
        "description": offer.lead,
        "areaServed": [place.name for place in offer.localized_places],
        "availabilityStarts": _iso(offer.start),
        "availabilityEnds": _iso(offer.end),
        "validThrough": _iso(offer.open_until),
    }
